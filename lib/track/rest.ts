/** The model of what is in no sensor, for a run that asked for it. */
import { restModel } from "../hardware/rest_model.ts";
import type { DeviceIdentity, RestModel } from "../inside_run.ts";
import type { Calibration, Note } from "../model.ts";
import { readCpuInfo } from "../probe/cpu_info.ts";
import { describeHost } from "../probe/host.ts";
import type { CheckedOptions } from "./options.ts";

/** So many boards sit on one baseplate with fans of its own. */
const BOARDS_OF_A_NODE = 8;
const WALL_HINT = "track({ sources: [wallSource({ … })] }, …) or a calibration measures it";

/** Finds the model that fits this machine; where none does, or the wall is known better, that is a note. */
export function findRest(
  options: Pick<CheckedOptions, "components" | "scope">,
  known: {
    readonly devices: readonly Pick<DeviceIdentity, "kind">[];
    readonly calibration: Calibration | undefined;
  },
  notes: Note[],
  root = "",
): RestModel | undefined {
  const { devices, calibration } = known;
  // Of a machine of which nothing is read there is nothing to follow from.
  if (!options.components?.includes("rest") || devices.length === 0) return undefined;
  const without = (message: string, hint?: string) => {
    notes.push({
      code: "rest-unused",
      message: `Rest not modelled: ${message}`,
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  };
  if (options.scope === "process") {
    return without(
      "fans, board and power supply are the machine's, and this run counts one process",
    );
  }
  if (devices.some(({ kind }) => kind === "system")) {
    return without("a meter of the whole machine is read");
  }
  if (calibration !== undefined) return without("the calibration foretells the wall");
  const cpu = readCpuInfo({ root });
  const { form, shared } = describeHost(root, cpu);
  if (shared) {
    return without(
      "this is a virtual machine: which share of its host's fans, board and power supply is its own nobody can tell",
    );
  }
  if (form !== "server" && form !== "desktop") {
    return without(
      form === "laptop"
        ? "there is no model for laptops"
        : "nothing tells whether this is a server or a desktop",
      WALL_HINT,
    );
  }
  const boards = devices.filter(({ kind }) => kind === "gpu" || kind === "npu").length;
  const node = form === "server" && boards >= BOARDS_OF_A_NODE;
  notes.push({
    code: "rest-modelled",
    message: `Rest modelled: fans, board and power supply by a rule for a ${
      node ? "node of eight GPUs" : form
    }, on evidence of few machines`,
    hint: WALL_HINT,
  });
  return restModel({ form: node ? "gpu-node" : form, sockets: cpu?.sockets ?? 1 });
}
