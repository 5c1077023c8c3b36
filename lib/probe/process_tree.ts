/** This process and its children: who they are, and the CPU time they have had. */
import { listNames, type TreeOptions, tryText } from "./sysfs.ts";

/** Where to look, and for whose tree. */
export interface TreeOfProcess extends TreeOptions {
  /** Head of the tree; this process. */
  readonly pid?: number | undefined;
}

/**
 * Numbers of a process and of all that descend from it and live, the head first.
 *
 * By each thread's list of children; where the kernel keeps none, by everybody's parent.
 */
export function processTree({ root = "", pid = Deno.pid }: TreeOfProcess = {}): readonly number[] {
  const ownList = `${root}/proc/${pid}/task/${pid}/children`;
  const childrenOf = tryText(ownList) === undefined
    ? childrenByParent(root)
    : (of: number) => childrenByThreads(root, of);
  const tree = [pid];
  // The list grows while it is gone through; a number that is there already cannot come again.
  for (const one of tree) tree.push(...childrenOf(one).filter((child) => !tree.includes(child)));
  return tree;
}

function childrenByThreads(root: string, pid: number): readonly number[] {
  const folder = `${root}/proc/${pid}/task`;
  return listNames(folder).flatMap((thread) =>
    (tryText(`${folder}/${thread}/children`) ?? "").split(" ").filter(Boolean).map(Number)
  );
}

function childrenByParent(root: string): (pid: number) => readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of listNames(`${root}/proc`)) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statFields(root, Number(name))?.[1]);
    if (!Number.isNaN(parent)) children.set(parent, [...children.get(parent) ?? [], Number(name)]);
  }
  return (pid) => children.get(pid) ?? [];
}

/** CPU time of a tree of processes in clock ticks, the children that have ended and were waited for included. */
export function treeTicks(options: TreeOfProcess = {}): number {
  let ticks = 0;
  for (const pid of processTree(options)) {
    const fields = statFields(options.root ?? "", pid);
    // utime, stime, and those of ended children (proc_pid_stat(5): fields 14 to 17, of which our list leaves out two)
    for (const field of fields?.slice(11, 15) ?? []) ticks += Number(field) || 0;
  }
  return ticks;
}

/** Fields of `/proc/PID/stat` behind the name, which may hold blanks and brackets: state, parent ... */
function statFields(root: string, pid: number): readonly string[] | undefined {
  const text = tryText(`${root}/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 1).trim().split(" ");
}
