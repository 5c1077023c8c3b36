/** Which accelerators stand in servers, by their names. */

/**
 * Names of boards and modules that are made for servers and have no place in a desktop: no fan, no screen, or a socket of their own.
 * Workstation cards end in four digits (RTX A6000, Quadro P4000), as do those of players.
 */
const DATA_CENTRE = [
  // NVIDIA, and what only such a board has in its name.
  /\b(?:A(?:2|10[GM]?|16|30X?|40|100X?|800)|H(?:20|100|200|800)|G?B(?:100|200|300)|GH200)\b/,
  /\b(?:L(?:2|4|20|40S?)|V100S?|T4G?|P(?:4|40|100)|M(?:10|40|60)|K(?:10|20|40|80)[mtsX]?)\b/,
  /SXM|\bHGX\b|\bNVL\b|\bOAM\b|Server Edition|Data Center GPU/i,
  // AMD, Intel, Google, Amazon and others.
  /Instinct|\bMI\d{2,3}[AX]?\b|Gaudi|\bHL-\d|\bTPU\b|Trainium|Inferentia|\bMTIA\b|\bMaia\b/i,
  /\b(?:Ascend|MLU\d*|LPU|Kunlun|Hanguang|MXC\d+|BI-V100|BR100|Dojo|MTT S\d+)\b/i,
] as const;

/**
 * Whether an accelerator is one of a data centre, by the name that it reports or that a user gives: "NVIDIA A100-SXM4-40GB", "H100 PCIe",
 * "Instinct MI300X". Source: the product lines of the table of accelerators. Grade: judgement.
 */
export function isDataCentreBoard(name: string): boolean {
  return DATA_CENTRE.some((pattern) => pattern.test(name));
}
