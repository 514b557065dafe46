import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import { type BodyRow, requestOf, type ServiceSettings } from "../../../src/service/index.ts";
import { occasion, settings } from "./settings.ts";

const row = (name: string, source: BodyRow["source"], value: string, required = false): BodyRow => ({
  ...{ name, source, value, required },
});

interface Written {
  name: string;
  settings: Partial<ServiceSettings>;
  message?: JsonObject;
  url?: string;
  body?: string;
  headers?: Record<string, string>;
}

const written: Written[] = [
  { name: "data in the path is encoded", settings: {}, url: "https://api.example.org/cases/D%201%2F%C3%A9" },
  {
    name: "data in the query is encoded",
    settings: { address: "https://api.example.org/x?p={{ event.data.path }}&n={{ event.data.amount }}" },
    url: "https://api.example.org/x?p=..%2F..%2Fadmin%3Fx%3D1%23y&n=12.5",
  },
  {
    name: "a filter that encodes is not encoded twice",
    settings: { address: "https://api.example.org/{{ journey.caseKey | url_encode }}" },
    url: "https://api.example.org/D+1%2F%C3%A9",
  },
  {
    name: "a fragment of the address stays here",
    settings: { address: "https://api.example.org/a#b" },
    url: "https://api.example.org/a",
  },
  {
    name: "half of a character does not keep an address from being written",
    settings: { address: "https://api.example.org/{{ recipient.firstName }}" },
    message: { recipient: { firstName: "a\ud800" } },
    url: "https://api.example.org/a%EF%BF%BD",
  },
  {
    name: "rows nest by their dots and keep their types; what is absent is left out",
    settings: {
      rows: [
        row("file.key", "message", "journey.caseKey"),
        row("file.amount", "message", "msg.event.data.amount"),
        row("items", "message", "event.data.items"),
        row("name", "text", "{{ recipient.firstName }} {{ recipient.lastName }}"),
        row("test", "json", "true"),
        row("answerTo", "callback", ""),
        row("phone", "message", "recipient.phone"),
      ],
    },
    message: { callback: "https://campaigns.example.org/webhook/abc" },
    body: JSON.stringify({
      file: { key: "D 1/é", amount: 12.5 },
      items: ["a", "b"],
      name: 'Zoé O"Neil\n{{ campaign.name }}',
      test: true,
      answerTo: "https://campaigns.example.org/webhook/abc",
    }),
    headers: { accept: "application/json", "content-type": "application/json" },
  },
  {
    name: "fields may have names that every object inherits",
    settings: { rows: [row("toString.valueOf", "json", "1"), row("hasOwnProperty", "json", "2")] },
    body: '{"toString":{"valueOf":1},"hasOwnProperty":2}',
  },
  {
    name: "a form has a text for every value",
    settings: {
      body: "form",
      rows: [row("case.key", "message", "journey.caseKey"), row("amount", "message", "event.data.amount")],
    },
    body: "case.key=D+1%2F%C3%A9&amount=12.5",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
  },
  {
    name: "in a JSON template values are escaped in quotes, bare, and by the filter json",
    settings: {
      body: "template",
      template: `{ "name": "{{ recipient.lastName }}", "raw": {{ recipient.lastName | json }},
        "data": {{ event.data }}, "amount": {{ event.data.amount }} }`,
    },
    body: `{ "name": "O\\"Neil\\n{{ campaign.name }}", "raw": "O\\"Neil\\n{{ campaign.name }}",
        "data": ${JSON.stringify(occasion().message.event && (occasion().message.event as JsonObject).data)}, "amount": 12.5 }`,
  },
  {
    name: "a template may go through a list",
    settings: {
      body: "template",
      template: `[{% for item in event.data.items %}{{ item | json }}{% unless forloop.last %},{% endunless %}{% endfor %}]`,
    },
    body: '["a","b"]',
  },
  {
    name: "headers come from templates, an empty one is left out, the type of JSON may be another",
    settings: {
      body: "none",
      headers: [
        { name: "X-Case", value: "{{ journey.id }}" },
        { name: "X-None", value: "{{ recipient.phone | default: '' }}" },
        { name: "Accept", value: "application/vnd.api+json" },
      ],
    },
    headers: { accept: "application/vnd.api+json", "x-case": "j" },
  },
  {
    name: "the filters of messages speak the recipient's language",
    settings: { ...onlyText() },
    body: '{"x":"€12.50"}',
  },
];

function onlyText(): Partial<ServiceSettings> {
  return { rows: [row("x", "text", "{{ 1250 | money: 'EUR' }}")] };
}

const faults: { name: string; settings: Partial<ServiceSettings>; message?: JsonObject; key: string }[] = [
  {
    name: "data that would climb out of the path",
    settings: { address: "https://api.example.org/a/{{ recipient.id }}/b" },
    message: { recipient: { id: ".." } },
    key: "service.address-path",
  },
  {
    name: "data that is let in raw and leads elsewhere",
    settings: { address: "https://api.example.org{{ recipient.id | raw }}/b" },
    message: { recipient: { id: "@evil.example" } },
    key: "service.address",
  },
  {
    name: "data behind a slash that is let in raw",
    settings: { address: "https://api.example.org/{{ recipient.id | raw }}" },
    message: { recipient: { id: "..\\..\\x" } },
    key: "service.address-path",
  },
  {
    name: "a header with a line break",
    settings: { headers: [{ name: "X-Name", value: "{{ recipient.lastName }}" }] },
    key: "service.header-value",
  },
  {
    name: "a header with an accent",
    settings: { headers: [{ name: "X-Name", value: "{{ recipient.firstName }}" }] },
    key: "service.header-value",
  },
  {
    name: "a row that is needed and empty",
    settings: { rows: [row("phone", "message", "recipient.phone", true)] },
    key: "service.row-missing",
  },
  { name: "no webhook to call back", settings: { rows: [row("to", "callback", "")] }, key: "service.no-callback" },
  {
    name: "a template that makes no JSON",
    settings: { body: "template", template: '{\n "a": {{ recipient.firstName }} }' },
    key: "service.body-json",
  },
  {
    name: "data that would add a member",
    settings: { body: "template", template: '{ "a": {{ recipient.id }} }' },
    message: { recipient: { id: '1, "admin": true' } },
    key: "service.body-json",
  },
  {
    name: "a variable that is not there",
    settings: { body: "template", template: '{ "a": "{{ recipient.nickname }}" }' },
    key: "message.template",
  },
];

describe("the request of a service call", () => {
  for (const one of written)
    it(one.name, () => {
      const request = requestOf(settings(one.settings), occasion(one.message));
      if (one.url !== undefined) assert.equal(request.url, one.url);
      if (one.body !== undefined) assert.equal(String(request.body), one.body);
      if (one.headers !== undefined) assert.deepEqual(request.headers, one.headers);
    });

  for (const one of faults)
    it(`is not written: ${one.name}`, () => {
      const write = () => requestOf(settings(one.settings), occasion(one.message));
      assert.throws(write, (error) => error instanceof Fault && error.key === one.key);
    });
});
