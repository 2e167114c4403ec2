import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const dockerfile = readFileSync("Dockerfile", "utf8");
const letIn = readFileSync(".dockerignore", "utf8")
  .split("\n")
  .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));

describe("the container image", () => {
  it("copies only what exists and what .dockerignore lets in", () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(?<sources>.+) \S+$/gm)].flatMap(
      (found) => found.groups?.["sources"]?.split(" ") ?? [],
    );
    expect(copied).toContain("src");
    expect(copied.map((source) => source.replace(/^\.\//, "")).toSorted()).toEqual(letIn.toSorted());
    expect(copied.filter((source) => !existsSync(source))).toEqual([]);
  });

  it("never takes in a file of secrets, wherever it lies", () => {
    const lines = readFileSync(".dockerignore", "utf8").trim().split("\n");
    expect(lines.find((line) => !line.startsWith("#"))).toBe("*");
    expect(lines.at(-1)).toBe("**/.env*");
  });

  it("runs as a user of its own and can live on a read-only file system", () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(parse(readFileSync("compose.yaml", "utf8"))).toMatchObject({
      services: {
        vigie: {
          read_only: true,
          cap_drop: ["ALL"],
          security_opt: ["no-new-privileges:true"],
          ports: ["127.0.0.1:8460:8460"],
        },
      },
    });
  });
});
