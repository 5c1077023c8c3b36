/**
 * The code of a note that a reading is of a whole module (Grace Hopper, MI300A, Jetson): CPU and memory are in it, and are neither looked
 * for nor modelled beside it.
 */
export const MODULE_SCOPE = "gpu-module";
