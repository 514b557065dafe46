import { Socket } from "node:net";

/** A socket that hands what is written in one turn to the system at once: to wake the other side costs more than to write. */
export class GatheringSocket extends Socket {
  private gathers = false;

  override cork(): void {
    super.cork();
    if (this.gathers) return;
    this.gathers = true;
    super.cork();
    process.nextTick(() => {
      this.gathers = false;
      this.uncork();
    });
  }
}
