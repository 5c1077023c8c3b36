import { isDataCentreBoard } from "../../lib/carbon/data_centre_board.ts";
import { assertEquals } from "../assert.ts";

Deno.test("isDataCentreBoard() tells boards of servers from those of desktops, by the names they report", () => {
  const ofServers = [
    "NVIDIA A100-SXM4-40GB",
    "NVIDIA A100 80GB PCIe",
    "NVIDIA A100-SXM4-40GB MIG 1g.5gb",
    "A100",
    "NVIDIA H100 80GB HBM3",
    "H100 NVL",
    "Tesla V100-SXM2-16GB",
    "Tesla T4",
    "Tesla K80",
    "NVIDIA A10G",
    "NVIDIA L4",
    "NVIDIA L40S",
    "NVIDIA GH200 480GB",
    "GB200",
    "NVIDIA RTX PRO 6000 Blackwell Server Edition",
    "AMD Instinct MI250X",
    "MI300X",
    "Intel Data Center GPU Max 1550",
    "Gaudi 2",
    "TPU v4",
  ];
  const ofDesktops = [
    "NVIDIA GeForce RTX 4090",
    "GeForce GTX TITAN X",
    "NVIDIA TITAN V",
    "NVIDIA RTX A6000",
    "NVIDIA RTX A2000 12GB",
    "Quadro P4000",
    "Quadro P600",
    "Quadro K4000",
    "Quadro GV100",
    "NVIDIA RTX PRO 6000 Blackwell Workstation Edition",
    "AMD Radeon RX 7900 XTX",
    "Intel Arc A770",
    "Arc A380",
    "Apple M1",
    "Apple M4 Max",
    "",
  ];
  for (const name of ofServers) assertEquals([name, isDataCentreBoard(name)], [name, true]);
  for (const name of ofDesktops) assertEquals([name, isDataCentreBoard(name)], [name, false]);
});
