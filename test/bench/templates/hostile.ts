const long = "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..13) %}{% assign s = s | append: s %}{% endfor %}";
const many = `${long}{% assign l = s | split: '|' %}{% for i in (1..13) %}{% assign l = l | concat: l %}{% endfor %}`;

/** Templates that would take all time or memory, by what they do. */
export const hostile: Record<string, string> = {
  "a range of a thousand million": "{% for i in (1..999999999) %}x{% endfor %}",
  "empty loops in loops": "{%- for i in l -%}{%- for j in l -%}{%- endfor -%}{%- endfor -%}",
  "writing without end": "{% for i in (1..300000) %}{% for j in (1..9) %}ab{% endfor %}{% endfor %}",
  "a text that doubles": `{% assign s = "xxxxxxxxxx" %}${"{% assign s = s | append: s %}".repeat(30)}`,
  "a list of one long text": `${many}{{ l | join }}`,
  "such a list, written": `${many}{{ l }}`,
  "sorting again and again": "{% for i in (1..500) %}{% assign m = l | sort %}{% endfor %}",
  "texts caught in texts": `{% capture s %}xxxxxxxxxx{% endcapture %}${"{% capture s %}{{ s }}{{ s }}{% endcapture %}".repeat(40)}`,
  "a date of many digits": "{{ 'now' | date: '%9999999d' }}",
  "thousands of things in things": "{% if true %}".repeat(10_000),
  "thousands of unknown filters": "{{ 1 | q }}\n".repeat(10_000),
  "thousands of missing values": "{{ q }}\n".repeat(10_000),
  "as many outputs as fit": "{{ 1 }}".repeat(10_000),
};

/** Data that makes the most of loops. */
export const data = { l: Array.from({ length: 40_000 }, (_, index) => `${index % 7}`) };
