/** As continuous integration does it: every case of a law, where `npm test` takes one in three. */
const IS_THOROUGH = process.env["VIGIE_THOROUGH"] === "1";

/** How many random cases a law is tried with, of `all` that a thorough run takes. */
export function runs(all: number): number {
  return IS_THOROUGH ? all : Math.ceil(all / 3);
}

/** From one place to the next where a thorough run tries each. */
export const STEP: number = IS_THOROUGH ? 1 : 3;
