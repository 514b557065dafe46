import type { Field } from "../../src/webhook/fields/field.ts";
import { bounds, migrate, type PersonalPageConfig } from "../personal-page/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isVariable, isWhole } from "./editor-check.ts";
import { showSentences } from "./editor-faults.ts";
import { fillIn, numberOrText, savedValues } from "./editor-form.ts";
import { preparePageAddress } from "./editor-page-address.ts";
import { preparePageLanguages } from "./editor-page-languages.ts";
import { prepareTabs } from "./editor-tabs.ts";
import { fieldsProblems } from "./editor-webhook-fields.ts";
import { proposeCodes } from "./editor-webhook-standing.ts";
import { fieldTable } from "./editor-webhook-table.ts";

/** An open form of a page; what is not the value of one input is to be saved with the node. */
export interface PersonalPageForm {
  values(): Pick<PersonalPageConfig, "version" | "fields" | "languages" | "rate">;
}

type Rate = PersonalPageConfig["rate"];

/** What is wrong with the limits of visits; empty: nothing. */
export function pageRateProblem(rate: Rate, _: Translate): string {
  const fits = (value: unknown) => isVariable(value) || isWhole(bounds.rate.least, bounds.rate.most)(value);
  return fits(rate.page) && fits(rate.source) ? "" : _("problem.rate", bounds.rate);
}

/** What stands behind a value is what one reads in its place: one text, commas and all. */
function labelled(fields: readonly Field[]): Field[] {
  const one = (synonyms: readonly string[]) => (synonyms.length === 0 ? [] : [synonyms.join(", ")]);
  return fields.map((field) => ({
    ...field,
    values: (field.values ?? []).map(({ value, synonyms }) => ({ value, synonyms: one(synonyms) })),
  }));
}

function prepareRate(saved: Rate, _: Translate): () => Rate {
  const page = $("#belle-rate-page").val(String(saved.page));
  const source = $("#belle-rate-source").val(String(saved.source));
  const read = (): Rate => ({
    page: numberOrText(page.val()) as number,
    source: numberOrText(source.val()) as number,
  });
  const check = () => $("#belle-rate-problem").text(pageRateProblem(read(), _));
  page.add(source).on("change input", check);
  check();
  return read;
}

/** Fills the form of a node and puts its parts to work; call it in `oneditprepare`, behind `prepareForm`. */
export function openPageForm(node: EditorNode & PersonalPageConfig, _: Translate): PersonalPageForm {
  // Through JSON: a copy, for forms write into it.
  const config = migrate(JSON.parse(JSON.stringify(savedValues(node))) as Partial<PersonalPageConfig>);
  fillIn(node, config);
  preparePageAddress(node, _);
  const text = (name: string) => String($(`#node-input-${name}`).val() ?? "");
  const standing = () => ({ country: text("country"), currency: text("currency"), keyless: true });
  let fields: readonly Field[] = config.fields;
  const check = () => showSentences($("#belle-fields-problem"), fieldsProblems(fields, standing()));
  const languages = preparePageLanguages(config.languages, config.fields, _);
  const table = fieldTable(
    _,
    $("#belle-fields"),
    config.fields,
    (present) => {
      fields = labelled(present);
      $("#belle-form-part").prop("hidden", present.length === 0);
      languages.follow(fields);
      check();
    },
    {
      label: _("field.target"),
      choices: [
        ["event", _("target.event")],
        ["recipient", _("target.recipient")],
      ],
    },
  );
  proposeCodes("#belle-countries", "#belle-currencies");
  $("#node-input-country, #node-input-currency").on("change input", check);
  const proxies = $("#node-input-proxies");
  const showProxies = () => $("#belle-proxy-header").prop("hidden", String(proxies.val()).trim() === "0");
  proxies.on("change input", showProxies);
  showProxies();
  const rate = prepareRate(config.rate, _);
  prepareTabs($("#belle-personal-page"), _("label.toMend"), () => {});
  return {
    values: () => ({
      version: config.version,
      fields: labelled(table.fields()),
      languages: languages.languages(),
      rate: rate(),
    }),
  };
}
