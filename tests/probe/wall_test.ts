import { assert, assertEquals, assertNotMatch, assertThrows } from "../assert.ts";
import type { Reading } from "../../lib/model.ts";
import { descriptionOf } from "../../lib/probe/described.ts";
import { openWall, type WallOptions, wallSource } from "../../lib/probe/wall.ts";
import { withTree } from "./fake_tree.ts";

/** Serves a meter on loopback while the test looks at it. */
async function withMeter(
  answer: (request: Request) => Response | Promise<Response>,
  test: (url: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  try {
    await test(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

const read = async (options: WallOptions): Promise<Reading> => await wallSource(options).read();
const watts = (reading: Reading): number | string =>
  reading.kind === "gauge" ? reading.powerWatts : reading.kind === "gap" ? reading.why : "counter";

const SHELLY = {
  id: 0,
  output: true,
  apower: 123.4,
  voltage: 230.1,
  current: 0.54,
  aenergy: { total: 2024.123, by_minute: [1, 2, 3], minute_ts: 1 },
};

Deno.test("wallSource() reads a Shelly plug's watts", async () => {
  const paths: string[] = [];
  await withMeter((request) => {
    paths.push(new URL(request.url).pathname + new URL(request.url).search);
    return Response.json(SHELLY);
  }, async (url) => {
    assertEquals(watts(await read({ kind: "shelly", url })), 123.4);
  });
  assertEquals(paths, ["/rpc/Switch.GetStatus?id=0"]);
});

Deno.test("wallSource() answers a Shelly plug that asks for a digest", async () => {
  const sha = async (text: string) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))]
      .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  await withMeter(async (request) => {
    const sent = request.headers.get("authorization") ?? "";
    const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(sent)?.[1];
    const who = await sha("admin:shellyplug:geheim");
    const what = await sha("GET:/rpc/Switch.GetStatus?id=0");
    const wanted = await sha(`${who}:77:${field("nc")}:${field("cnonce")}:auth:${what}`);
    if (field("response") === wanted) return Response.json(SHELLY);
    return new Response(null, {
      status: 401,
      headers: {
        "www-authenticate": 'Digest qop="auth", realm="shellyplug", nonce="77", algorithm=SHA-256',
      },
    });
  }, async (url) => {
    assertEquals(watts(await read({ kind: "shelly", url, password: "geheim" })), 123.4);
    assertEquals((await read({ kind: "shelly", url, password: "wrong" })).kind, "gap");
  });
});

Deno.test("wallSource() reads a Tasmota plug, one channel or several", async () => {
  let power: unknown = 97;
  await withMeter((request) => {
    const { searchParams } = new URL(request.url);
    if (searchParams.get("cmnd") !== "Status 10") return new Response("?", { status: 404 });
    if (searchParams.get("password") !== "p&w") return Response.json({ WARNING: "Need user" });
    return Response.json({ StatusSNS: { ENERGY: { Total: 12.345, Power: power } } });
  }, async (url) => {
    const options: WallOptions = { kind: "tasmota", url, password: "p&w" };
    assertEquals(watts(await read(options)), 97);
    power = [40, 60.5];
    assertEquals(watts(await read(options)), 100.5);
    assertEquals((await read({ kind: "tasmota", url })).kind, "gap");
  });
});

Deno.test("wallSource() sums what the power supplies behind Redfish take in", async () => {
  const answers: Record<string, unknown> = {
    "/redfish/v1/Chassis": { Members: [{ "@odata.id": "/redfish/v1/Chassis/1" }] },
    "/redfish/v1/Chassis/1": { Power: { "@odata.id": "/redfish/v1/Chassis/1/Power" } },
    "/redfish/v1/Chassis/1/Power": {
      PowerControl: [{ PowerConsumedWatts: 900 }],
      PowerSupplies: [
        { PowerInputWatts: 510, PowerOutputWatts: 470 },
        { PowerInputWatts: 490, PowerOutputWatts: 450 },
        { PowerInputWatts: null, Status: { State: "Absent" } },
      ],
    },
  };
  let asked = 0;
  await withMeter((request) => {
    asked += 1;
    if (request.headers.get("authorization") !== `Basic ${btoa("root:calvin")}`) {
      return new Response(null, { status: 401 });
    }
    const answer = answers[new URL(request.url).pathname];
    return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
  }, async (url) => {
    const login = { user: "root", password: "calvin" };
    const source = wallSource({ kind: "redfish", url, ...login });
    assertEquals(watts(await source.read()), 1000);
    asked = 0;
    assertEquals(watts(await source.read()), 1000);
    assertEquals(asked, 1); // the way is found once
    assertEquals(source.uncertainty?.shared, [0, 0.14]);
    const named = `${url}/redfish/v1/Chassis/1/Power`;
    assertEquals(watts(await read({ kind: "redfish", url: named, ...login })), 1000);
    const refused = await read({ kind: "redfish", url });
    assert(refused.kind === "gap");
  });
});

Deno.test("wallSource() sums the metrics of each supply of a newer Redfish service", async () => {
  const link = (id: string) => ({ "@odata.id": id });
  const chassis = "/redfish/v1/Chassis/1";
  const supplies = `${chassis}/PowerSubsystem/PowerSupplies`;
  const answers: Record<string, unknown> = {
    "/redfish/v1/Chassis": { Members: [link(chassis)] },
    [chassis]: { PowerSubsystem: link(`${chassis}/PowerSubsystem`) },
    [`${chassis}/PowerSubsystem`]: { PowerSupplies: link(supplies) },
    [supplies]: { Members: [link(`${supplies}/0`), link(`${supplies}/1`)] },
    [`${supplies}/0`]: { Metrics: link(`${supplies}/0/Metrics`) },
    [`${supplies}/1`]: { Metrics: link(`${supplies}/1/Metrics`) },
    [`${supplies}/0/Metrics`]: { InputPowerWatts: { Reading: 301.5 } },
    [`${supplies}/1/Metrics`]: { InputPowerWatts: { Reading: 298.5 } },
  };
  await withMeter(
    (request) => Response.json(answers[new URL(request.url).pathname] ?? {}),
    async (url) => {
      assertEquals(watts(await read({ kind: "redfish", url })), 600);
    },
  );
});

Deno.test("wallSource() follows no link to another host with the password", async () => {
  await withMeter(
    () => Response.json({ Members: [{ "@odata.id": "http://elsewhere.example/Chassis/1" }] }),
    async (url) => {
      const reading = await read({ kind: "redfish", url, user: "root", password: "calvin" });
      assert(reading.kind === "gap");
      assertEquals(reading.why.includes("points to elsewhere.example"), true);
    },
  );
});

Deno.test("wallSource() gives gaps for every fault of a meter, and no password", async () => {
  const faults: (() => Response)[] = [
    () => new Response("oops", { status: 500 }),
    () => new Response("<html>"),
    () => Response.json(null),
    () => Response.json({ apower: "12" }),
    () => Response.json({ apower: -5 }),
    () => Response.json({}),
  ];
  for (const fault of faults) {
    await withMeter(fault, async (url) => {
      const reading = await read({ kind: "shelly", url, user: "me", password: "geheim" });
      assert(reading.kind === "gap");
      assertNotMatch(reading.why, /geheim/);
    });
  }
  const gone = await read({
    kind: "tasmota",
    url: "http://127.0.0.1:1",
    user: "me",
    password: "geheim",
  });
  assert(gone.kind === "gap");
  assertNotMatch(gone.why, /geheim/);
});

Deno.test("wallSource() reads a function of the user's, answering at once or later", async () => {
  assertEquals(watts(await read({ kind: "custom", readWatts: () => 480 })), 480);
  assertEquals(watts(await read({ kind: "custom", readWatts: () => Promise.resolve(470) })), 470);
  const fails = () => {
    throw new Error("no cable");
  };
  assertEquals(watts(await read({ kind: "custom", readWatts: fails })), "Error: no cable");
  assertEquals((await read({ kind: "custom", readWatts: () => NaN })).kind, "gap");
  assertEquals(descriptionOf(wallSource({ kind: "custom", readWatts: () => 1 })), undefined);
});

Deno.test("wallSource() finds the ACPI power meter among the sensors", async () => {
  const tree = {
    "sys/class/hwmon/hwmon0/name": "coretemp\n",
    "sys/class/hwmon/hwmon1/name": "power_meter\n",
    "sys/class/hwmon/hwmon1/device/power1_average": "213000000\n",
  };
  await withTree([tree], async (root, write) => {
    const [source] = await openWall({ kind: "acpi", root });
    assert(source !== undefined);
    assertEquals(watts(await source.read()), 213);
    write("sys/class/hwmon/hwmon1/device/power1_average", "");
    assertEquals((await source.read()).kind, "gap");
  });
  await withTree([{}], async (root) => {
    const [source] = await openWall({ kind: "acpi", root });
    assertEquals((await source?.read())?.kind, "gap");
  });
});

Deno.test("wallSource() carries its description and is the whole machine's", () => {
  const options: WallOptions = { kind: "shelly", url: "http://plug.example" };
  const source = wallSource(options);
  assertEquals([source.device, source.kind, source.source], ["wall", "system", "wall"]);
  assertEquals(descriptionOf(source)?.options, options);
  assertEquals(source.name, "Shelly smart plug at plug.example");
});

Deno.test("wallSource() refuses meters it does not know", () => {
  const refused = [
    { kind: "plug" },
    { kind: "shelly", url: "plug" },
    { kind: "redfish", url: "ftp://x" },
    { kind: "custom", readWatts: 5 },
    { kind: "shelly", url: "http://plug.example", password: 5 },
  ];
  for (const options of refused) {
    assertThrows(
      () => wallSource(options as unknown as WallOptions),
      TypeError,
      "Cannot make wall source as",
    );
  }
});
