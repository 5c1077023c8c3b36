/** Keeps a table a table where its rows are laid out as blocks: browsers then forget what the cells are unless told. */

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/<table(?=[ >])/g, '<table role="table"'],
  [/<(thead|tbody)(?=[ >])/g, '<$1 role="rowgroup"'],
  [/<tr(?=[ >])/g, '<tr role="row"'],
  [/<th scope="col"/g, '<th role="columnheader" scope="col"'],
  [/<th scope="row"/g, '<th role="rowheader" scope="row"'],
  [/<td(?=[ >])/g, '<td role="cell"'],
];

/** The HTML of a table with the roles of its parts written out. */
export function withTableRoles(html: string): string {
  return ROLES.reduce((text, [tag, named]) => text.replace(tag, named), html);
}
