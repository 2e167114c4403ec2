import { createMemoryFeedbackLog } from "../../src/store/feedback/memory-feedback-log.ts";
import { describeFeedbackLog } from "./feedback-log-contract.ts";

describeFeedbackLog(async () => createMemoryFeedbackLog());
