/** A map service as a form shows it, deployed or not; what `AskedService` reads. */
export interface FormService {
  id: string;
  config: Record<string, unknown>;
  /** What was typed and not deployed yet. */
  secrets: { key?: string; signingSecret?: string };
}
