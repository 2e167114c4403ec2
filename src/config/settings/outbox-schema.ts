import type { z } from "zod";
import type { MessageLimits } from "../../model/delivery.ts";
import { wholeNumber } from "../check/formats.ts";
import { strictMap } from "../check/strict-map.ts";

/** `outbox:` in `vigie.yaml`. */
export const OUTBOX: z.ZodType<MessageLimits> = strictMap({
  perPoll: wholeNumber(1, 1000)
    .prefault(20)
    .describe(
      "Messages that one reading of a feed may bring a channel or reader; the rest comes as one summary",
    ),
  perHour: wholeNumber(1, 1000)
    .prefault(40)
    .describe("Messages that a channel or reader gets in an hour; what waits beyond comes as one summary"),
})
  .prefault({})
  .describe("How many messages with alerts are sent one by one");
