import type { FC } from "hono/jsx";
import type { Language } from "../../model/profile.ts";
import { Card, MailPage, written } from "./mail-page.tsx";
import { hairline, look, TONES } from "./mail-theme.ts";
import type { DigestView, SectionView } from "./digest-view.ts";
import { StoryLine, StoryRow } from "./story-row.tsx";
import { mailWords } from "./words.ts";

/** The HTML part of a digest: a head, then one card per profile. */
export function digestHtml(view: DigestView): string {
  return written(<Digest view={view} />);
}

const Digest: FC<{ view: DigestView }> = ({ view }) => {
  const { language } = view;
  const sections = view.sections.filter(({ full, brief }) => full.length + brief.length > 0);
  const countedElsewhere = view.sections
    .filter((section) => !sections.includes(section))
    .reduce((sum, { counted }) => sum + counted.length, 0);
  return (
    <MailPage language={language} title={view.heading} preheader={view.preheader} foot={view.foot}>
      <Head view={view} sections={sections} />
      {sections.map((section, index) => (
        <Section language={language} section={section} anchor={anchorOf(index)} />
      ))}
      {countedElsewhere === 0 ? undefined : (
        <p
          class="pad pdim"
          style={look(TONES.pageDim, "margin:0;padding:0 24px 16px;font-size:14px;line-height:21px;")}
        >
          {mailWords(language).moreElsewhere(countedElsewhere)}
        </p>
      )}
    </MailPage>
  );
};

const Head: FC<{ view: DigestView; sections: readonly SectionView[] }> = ({ view, sections }) => (
  <div class="pad" style="padding:4px 24px 16px;">
    <div class="pdim" style={look(TONES.pageDim, "font-size:13px;line-height:18px;font-weight:600;")}>
      {view.sender}
    </div>
    <h1 style="margin:2px 0 0;font-size:26px;line-height:32px;font-weight:700;">{view.heading}</h1>
    {view.span === undefined ? undefined : (
      <p class="pdim" style={look(TONES.pageDim, "margin:4px 0 0;font-size:13px;line-height:19px;")}>
        {view.span}
      </p>
    )}
    {sections.length < 2 ? undefined : (
      <p style="margin:10px 0 0;font-size:13px;line-height:22px;">
        {sections.map((section, index) => (
          <>
            {index === 0 ? "" : " · "}
            <a
              class="plink"
              style={look(TONES.pageLink, "text-decoration:none;")}
              href={`#${anchorOf(index)}`}
            >
              {section.name}
              {/* No-break space: the count stays with the last word of a long name. */}
              {"\u00A0"}({section.total})
            </a>
          </>
        ))}
      </p>
    )}
  </div>
);

const Section: FC<{ language: Language; section: SectionView; anchor: string }> = ({
  language,
  section,
  anchor,
}) => (
  <Card>
    <div class="pad" style="padding:14px 24px 12px;" id={anchor}>
      <h2 style="margin:0;font-size:15px;line-height:20px;font-weight:700;">
        {section.name}
        <span class="dim" style={look(TONES.dim, "font-weight:400;white-space:nowrap;")}>
          {"\u00A0\u00A0"}
          {mailWords(language).stories(section.total)}
        </span>
      </h2>
    </div>
    {section.full.map((facts) => (
      <div class="pad line" style={`${hairline("border-top")}padding:14px 24px 16px;`}>
        <StoryRow facts={facts} language={language} heading="h3" />
      </div>
    ))}
    <Rest language={language} section={section} />
  </Card>
);

/** The stories that had no room in full. */
const Rest: FC<{ language: Language; section: SectionView }> = ({
  language,
  section: { brief, counted },
}) => {
  const words = mailWords(language);
  if (brief.length === 0 && counted.length === 0) return <></>;
  return (
    <div class="pad line" style={`${hairline("border-top")}padding:12px 24px 10px;`}>
      {brief.length === 0 ? undefined : (
        <h3 class="dim" style={look(TONES.dim, "margin:0;font-size:13px;line-height:18px;font-weight:600;")}>
          {words.inBrief}
        </h3>
      )}
      {brief.map((facts) => (
        <StoryLine facts={facts} />
      ))}
      {counted.length === 0 ? undefined : (
        <p class="dim" style={look(TONES.dim, "margin:6px 0 0;font-size:13px;line-height:19px;")}>
          {words.moreStories(counted.length)}
        </p>
      )}
    </div>
  );
};

function anchorOf(index: number): string {
  return `s${index + 1}`;
}
