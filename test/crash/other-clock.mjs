// Loaded before the built program (node --import): gives it another time of day than the machine's. CLOCK_AHEAD_MS says
// by how much at the start; the parent may set it again while the program runs, as if somebody had set the clock.
const Real = Date;
let aheadMs = Number(process.env["CLOCK_AHEAD_MS"]);

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + aheadMs);
    else super(...given);
  }

  static now() {
    return Real.now() + aheadMs;
  }
};

process.on("message", (message) => {
  aheadMs = message.aheadMs;
});
process.channel?.unref();
