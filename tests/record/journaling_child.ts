/** A process that journals readings in real time until it is killed; after each it tells how far it is. Arguments: folder, age of the run in s. */
import { journal } from "../../lib/record/journal.ts";
import { openRecord } from "../../lib/record/writer.ts";
import { START, steadyTick } from "./sample_run.ts";

const record = await openRecord({ directory: Deno.args[0]!, start: START });
const writing = journal({ path: record.path });
const age = Number(Deno.args[1]);
const began = performance.now() - 1000 * age;
const say = (text: string) => Deno.stdout.writeSync(new TextEncoder().encode(text + "\n"));
say(record.path);
writing.entry({
  type: "mark",
  what: "epoch-start",
  id: 0,
  atSeconds: age,
  joules: [300 * age, 60 * age],
});
let epoch = 0;
setInterval(() => {
  const atSeconds = (performance.now() - began) / 1000;
  const tick = steadyTick(atSeconds);
  writing.tick(tick);
  if (atSeconds - age > (epoch + 1) * 0.7) {
    const mark = { type: "mark", atSeconds, joules: tick.joules } as const;
    writing.entry({ ...mark, what: "epoch-end", id: epoch, complete: true });
    writing.entry({
      type: "log",
      atSeconds,
      epoch,
      metrics: { loss: epoch === 1 ? NaN : 1 / epoch },
    });
    epoch++;
    writing.entry({ ...mark, what: "epoch-start", id: epoch });
  }
  say(String(atSeconds));
}, 20);
