import path from "node:path";
import { type Command, Option } from "commander";
import type { Glossary } from "../../model/glossary.ts";
import type { Language } from "../../model/profile.ts";
import type { MarkerIndex } from "../../profile/clean/marker-index.ts";
import type { Drawing } from "../../profile/draw/draw.ts";
import { type GlobalOptions, printProblems, type Session, subcommand } from "../command.ts";
import type { DrawingArchive } from "../drawing-archive.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";

interface DrawOptions extends GlobalOptions {
  readonly out?: string;
  readonly force?: true;
  readonly stdout?: true;
  readonly json?: true;
  readonly review?: true;
  readonly language?: Language;
}

/** `vigie profile draw`: drafts of profiles from a handful of articles. */
export function profileDraw(session: Session): Command {
  const { io } = session;
  return subcommand("draw", "drafts profiles from a handful of articles; a draft alerts nobody", [
    "vigie profile draw articles/*.txt",
    "vigie profile draw saved-page.html 3fa9c1d2 --out drafts",
    "vigie profile draw articles/*.txt --stdout",
    "vigie profile draw --review",
  ])
    .argument(
      "[documents...]",
      "text files, saved pages, items of the archive by id or link; with --review: drafts, by file or id",
    )
    .addOption(
      new Option(
        "--review",
        "asks what drafts leave to decide, one thing after the other (default: all drafts)",
      ).conflicts(["out", "force", "stdout", "json", "language"]),
    )
    .option("--out <dir>", "where the drafts go (default: the profiles of the configuration)")
    .option("--force", "write over files that are there already")
    .option("--stdout", "print the drafts and write nothing")
    .option("--json", "what was drawn as one JSON object; writes nothing")
    .addOption(
      new Option("--language <code>", "the language of all documents, which else each one tells").choices([
        "fr",
        "en",
      ]),
    )
    .action(async (documents: readonly string[], options: DrawOptions) => {
      if (options.review === true) {
        const { reviewProfiles } = await import("./profile-review.ts");
        return session.end(await reviewProfiles(session, documents, options));
      }
      session.end(await drawDocuments(documents, options, io));
    });
}

async function drawDocuments(documents: readonly string[], options: DrawOptions, io: Io): Promise<ExitCode> {
  if (documents.length === 0) {
    io.err("Name articles to draw from; or --review, to go through drafts that are there.");
    return EXIT.usage;
  }
  const { loadGlossary } = await import("../../config/glossary.ts");
  const { loadPageMarkers } = await import("../../config/page-markers.ts");
  const loaded = await loadGlossary(options.config);
  const marking = await loadPageMarkers(options.config);
  if (loaded.kind === "invalid" || marking.kind === "invalid") {
    const problems = [loaded, marking].flatMap((each) => (each.kind === "invalid" ? each.problems : []));
    printProblems(io, problems, "What drawing goes by is not valid:");
    return EXIT.usage;
  }
  const { withArchive } = await import("../drawing-archive.ts");
  const { indexMarkers } = await import("../../profile/clean/marker-index.ts");
  const parts = { glossary: loaded.glossary, markers: indexMarkers(marking.markers) };
  return await withArchive(options, io, async (archive) =>
    drawFrom(documents, { ...parts, archive }, options, io),
  );
}

interface DrawingParts {
  readonly archive: DrawingArchive;
  readonly glossary: Glossary;
  readonly markers: MarkerIndex;
}

async function drawFrom(
  names: readonly string[],
  { archive, glossary, markers }: DrawingParts,
  options: DrawOptions,
  io: Io,
): Promise<ExitCode> {
  const { readDocuments } = await import("../drawing-documents.ts");
  const { language } = options;
  const read = await readDocuments(names, {
    markers,
    findItem: archive.findItem,
    ...(language === undefined ? {} : { language }),
  });
  if (read.kind === "unreadable") {
    for (const reason of read.reasons) io.err(plain(reason));
    return EXIT.usage;
  }
  const { draw } = await import("../../profile/draw/draw.ts");
  const { backgroundOf } = await import("../../profile/draw/background.ts");
  const drawing = draw(read.documents, { background: backgroundOf(archive.words), glossary });
  if (drawing.drafts.length === 0) {
    io.err("Nothing in these documents tells them from other texts: give longer ones, or more of them.");
    return EXIT.problems;
  }
  return await show(drawing, options, io);
}

async function show(drawing: Drawing, options: DrawOptions, io: Io): Promise<ExitCode> {
  const { filesOf, REVIEW_FILE, writeFiles } = await import("../drawing-files.ts");
  if (options.json === true) {
    const { drafts, documents } = drawing;
    io.out(JSON.stringify({ drafts, documents }));
    return EXIT.done;
  }
  const files = filesOf(drawing);
  if (options.stdout === true) {
    const drafts = files.filter(({ name }) => name !== REVIEW_FILE);
    io.out(drafts.map(({ text }) => text.trimEnd()).join("\n---\n"));
    return EXIT.done;
  }
  const folder = options.out ?? path.join(options.config, "profiles");
  const written = await writeFiles(folder, files, options.force === true);
  if (written.kind === "taken") {
    for (const file of written.files) io.err(`${file} is there already`);
    io.err("Nothing was written. Give another folder with --out, or --force to write over these.");
    return EXIT.usage;
  }
  if (written.kind === "unwritable") {
    io.err(`The drafts cannot be written to ${folder} (${written.code}): give another folder with --out.`);
    return EXIT.diskError;
  }
  const { drawingSummary } = await import("../drawing-summary.ts");
  for (const line of drawingSummary(drawing)) io.out(line);
  io.out("");
  const made =
    drawing.drafts.length === 1 ? "1 draft, which alerts" : `${drawing.drafts.length} drafts, which alert`;
  io.out(`Written to ${folder}: ${made} nobody, and ${REVIEW_FILE}.`);
  const drafts = options.out === undefined ? "" : ` ${path.join(folder, "*.yaml")}`;
  io.out(`Next: \`vigie profile draw --review${drafts}\` asks what they leave to decide; or edit the files.`);
  return EXIT.done;
}
