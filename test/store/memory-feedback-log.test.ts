import { createMemoryFeedbackLog } from "../../src/store/memory-feedback-log.ts";
import { describeFeedbackLog } from "./feedback-log-contract.ts";

describeFeedbackLog(async () => createMemoryFeedbackLog());
