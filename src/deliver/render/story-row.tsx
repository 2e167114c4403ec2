import type { FC } from "hono/jsx";
import type { Language } from "../../model/profile.ts";
import type { Run } from "./mail-text.ts";
import { look, TONES } from "./mail-theme.ts";
import { plainTitle, type StoryFacts } from "./story-facts.ts";
import { mailWords } from "./words.ts";

interface StoryRowProps {
  readonly facts: StoryFacts;
  /** Of the reader. */
  readonly language: Language;
  readonly heading: "h2" | "h3";
}

const CHIP =
  "display:inline-block;max-width:100%;box-sizing:border-box;border-radius:10px;padding:1px 8px;margin:6px 6px 0 0;font-size:12px;line-height:18px;";
const LONGEST_BRIEF_TITLE = 120;

/** One story in full: where and when, the linked title, the words around the hits, the reasons, the score. */
export const StoryRow: FC<StoryRowProps> = ({ facts, language, heading: Heading }) => (
  <>
    <div class="dim" style={look(TONES.dim, "font-size:12px;line-height:18px;")} dir="auto">
      {facts.origin}
    </div>
    <Heading
      style="margin:2px 0 0;font-size:17px;line-height:23px;font-weight:600;"
      lang={facts.language}
      dir="auto"
    >
      {facts.link === undefined ? (
        <Runs runs={facts.title} />
      ) : (
        <a class="link" style={look(TONES.link, "text-decoration:none;")} href={facts.link}>
          <Runs runs={facts.title} />
        </a>
      )}
    </Heading>
    {facts.excerpt.length === 0 ? undefined : (
      <div
        class="text"
        style={look(TONES.text, "margin:6px 0 0;font-size:14px;line-height:21px;")}
        lang={facts.language}
        dir="auto"
      >
        <Runs runs={facts.excerpt} />
      </div>
    )}
    <div style="margin:2px 0 0;">
      {facts.reasons.map((reason) => (
        <span class="chip" style={look(TONES.chip, CHIP)}>
          {reason}
        </span>
      ))}
      <span class="score" style={look(TONES.score, `${CHIP}font-weight:600;`)}>
        {mailWords(language).score(facts.score)}
      </span>
    </div>
    {facts.alsoFor === undefined ? undefined : (
      <div class="dim" style={look(TONES.dim, "margin:6px 0 0;font-size:12px;line-height:18px;")}>
        {facts.alsoFor}
      </div>
    )}
  </>
);

/** One story in a line: its score and its linked title. */
export const StoryLine: FC<{ facts: StoryFacts }> = ({ facts }) => {
  const title = plainTitle(facts, LONGEST_BRIEF_TITLE);
  return (
    <div style="margin:4px 0 0;font-size:14px;line-height:20px;">
      <span class="dim" style={look(TONES.dim)}>
        {facts.score} ·{" "}
      </span>
      {facts.link === undefined ? (
        <span lang={facts.language}>{title}</span>
      ) : (
        <a
          class="link"
          style={look(TONES.link, "text-decoration:none;")}
          href={facts.link}
          lang={facts.language}
        >
          {title}
        </a>
      )}
    </div>
  );
};

const Runs: FC<{ runs: readonly Run[] }> = ({ runs }) => (
  <>
    {runs.map((run) =>
      run.hit ? (
        <b class="hit" style={look(TONES.hit, "border-radius:3px;padding:0 2px;")}>
          {run.text}
        </b>
      ) : (
        run.text
      ),
    )}
  </>
);
