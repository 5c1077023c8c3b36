/** The script of a report: sorts, filters, and chooses among answers that are already in the page. */

/** Source of the script. It reads the page and moves its rows; it makes no markup out of text. */
export const SCRIPT = `(() => {
  const table = document.getElementById("fn-runs");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const keyOf = (row, at) => {
    const key = row.cells[at].dataset.key;
    const number = Number(key);
    return key !== "" && Number.isFinite(number) ? number : key;
  };
  const compare = (a, b) => {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
  };
  heads.forEach((head, at) => {
    head.querySelector("button")?.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending" ||
        head.getAttribute("aria-sort") === "none" && head.classList.contains("fn-number");
      for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [keyOf(a, at), keyOf(b, at)];
        if (x === "" || y === "") return compare(x, y);
        return falling ? compare(y, x) : compare(x, y);
      });
      body.append(...rows);
    });
  });
  const filter = document.getElementById("fn-filter");
  const shown = document.getElementById("fn-shown");
  filter?.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    let count = 0;
    for (const row of body.rows) {
      row.hidden = !(row.textContent + " " + row.dataset.find).toLowerCase().includes(wanted);
      if (!row.hidden) count++;
    }
    shown.textContent = wanted === "" ? "" : count + " of " + body.rows.length;
  });
  const store = document.getElementById("fn-answers");
  if (store === null) return;
  const answers = JSON.parse(store.textContent);
  const [zone, year, answer] = ["fn-zone", "fn-year", "fn-answer"].map((id) => document.getElementById(id));
  const choose = () => {
    const texts = answers[zone.value]?.[year.value] ?? ["unknown", ": the table has no value of that year.", ""];
    texts.forEach((text, at) => answer.children[at].textContent = text);
    for (const one of [zone, year]) one.nextElementSibling.textContent = one.selectedOptions[0].text;
  };
  zone.addEventListener("change", choose);
  year.addEventListener("change", choose);
})();`;

/** What a content security policy calls the script by, so that no other runs. */
export async function scriptHash(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(SCRIPT));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
