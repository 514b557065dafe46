import type { NodeAPI } from "node-red";
import * as z from "zod";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { checkExpression, loadExpressions, longestExpression } from "../../src/decision/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "../shared/in-words.ts";
import { type ExpressionAnswer, expressionPath } from "./expression-answer.ts";

const Asked = z.object({
  // One more than may be saved, so that its fault is told.
  expressions: z.array(z.string().max(longestExpression + 1)).max(100),
  message: z.record(z.string(), z.json()).optional(),
});

/** The route of the form: expressions are judged here, so that the editor need not load their library. */
export function expressionRoute(RED: NodeAPI): void {
  const read = RED.auth.needsPermission("decision-switch.read");
  RED.httpAdmin.post(`/${expressionPath}`, read, (request, response) => {
    answer(request.body).then(
      (answers) => response.json(answers),
      (error: unknown) => {
        const language = spokenTo(request.headers["accept-language"]);
        response.status(400).json({ problem: inWords(error, language) });
      },
    );
  });
}

async function answer(body: unknown): Promise<ExpressionAnswer> {
  const asked = Asked.safeParse(body);
  if (!asked.success) throw new Fault("decision.request");
  const { expressions, message } = asked.data;
  const ready = await loadExpressions(expressions);
  const answers: ExpressionAnswer = [];
  let slow = false;
  for (const source of expressions) {
    try {
      // One that is too slow is enough: the editor's question must not hold up the flows.
      if (slow) throw new Fault("decision.expression-not-ready");
      const wrong = message === undefined ? await checkExpression(source) : undefined;
      if (wrong !== undefined) throw wrong;
      answers.push({ holds: message !== undefined && ready.get(source)?.(message, systemClock.now()) === true });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      slow ||= error.key === "decision.expression-slow";
      answers.push({ fault: { key: error.key, data: error.data } });
    }
  }
  return answers;
}
