import type { JSX } from "hono/jsx/jsx-runtime";
import type { Page } from "../page.ts";
import type { Health } from "../view-model.ts";

/** Whether vigie itself does its work: the checks that `/readyz` answers with. */
export function Watch({ health, page }: { health: Health; page: Page }): JSX.Element {
  const { words } = page;
  return (
    <section id="watch" aria-labelledby="watch-title">
      <h2 id="watch-title">
        {words.watch} <small>{health.ready ? words.lookout.ready : words.lookout.notReady}</small>
      </h2>
      <ul class="checks">
        {health.checks.map((check) => (
          <li class={check.ok ? "ok" : "failed"}>
            <span aria-hidden="true">{check.ok ? "✓" : "✕"}</span>
            <span class="visually-hidden">{check.ok ? words.checkOk : words.checkFailed}</span>
            <span>
              {check.name} <small>{check.detail}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
