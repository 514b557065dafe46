/** The e-mail of an insurer in MJML: what the benchmark's HTML says, laid out for phones. */
export const subject = "{{ recipient.firstName }}, {{ event.data.title | downcase }}";
export const preheader = "Votre dossier {{ journey.caseKey }} : {{ event.data.premium | money: 'EUR' }} par an";

const text = (content: string) => `<mj-text>${content}</mj-text>`;
const section = (content: string) =>
  `<mj-section background-color="#ffffff"><mj-column>${content}</mj-column></mj-section>`;

export const mjml = `<mjml>
  <mj-head>
    <mj-attributes><mj-text font-size="16px" line-height="1.6" /></mj-attributes>
    <mj-style>@media (prefers-color-scheme: dark) { .k div { color: #ffffff } }</mj-style>
  </mj-head>
  <mj-body background-color="#f2efe9">
    ${section(`<mj-image src="https://img.example.org/logo.png" alt="{{ brand.name }}" width="120px" />
    ${text('<h1 style="color: {{ brand.colour }}">{{ event.data.title | default: "Votre dossier" }}</h1>')}
    ${text("Bonjour {{ recipient.title }} {{ recipient.firstName }} {{ recipient.lastName | upcase }},")}`)}
    {% if decision.label == "accepted" %}
    ${section(text('Votre dossier {{ journey.caseKey }} du {{ event.data.signedOn | date: "%d/%m/%Y" }} est accepté.'))}
    {% elsif decision.label == "degraded" %}
    ${section(text("Votre dossier {{ journey.caseKey }} est accepté avec une surprime."))}
    {% else %}
    ${section(text("Nous ne pouvons pas donner suite au dossier {{ journey.caseKey }}."))}
    {% endif %}
    ${section(`${text('Prime : {{ event.data.premium | money: "EUR" }} par an, soit {{ event.data.monthly | money: "EUR" }} par mois.')}
    {% for cover in event.data.covers %}
    ${text('<b title="{{ cover.name }}">{{ forloop.index }}. {{ cover.name }}</b> : {{ cover.limit | money: "EUR" }}{% if cover.note %} ({{ cover.note }}){% endif %}')}
    {% endfor %}
    <mj-table>{% for step in event.data.steps %}<tr><td>{{ step.on | date: "%d/%m/%Y" }}</td><td>{{ step.text }}</td></tr>{% endfor %}</mj-table>`)}
    ${section(`${text("Votre agence est à {{ map.home.distance | distance }} de chez vous : {{ map.home.store.name }}, {{ map.home.store.street }}, {{ map.home.store.locality }}")}
    <mj-button href="{{ event.data.link | url }}">Voir mon dossier</mj-button>`)}
    ${section(text("{{ brand.name }} — {{ brand.address }}<br>Dossier {{ journey.caseKey }}, {{ campaign.name }}"))}
  </mj-body>
</mjml>
`;

export const plain = `Bonjour {{ recipient.title }} {{ recipient.firstName }} {{ recipient.lastName | upcase }},

{% if decision.label == "accepted" %}Votre dossier {{ journey.caseKey }} est accepté.{% else %}Nous avons étudié le dossier {{ journey.caseKey }}.{% endif %}

Prime : {{ event.data.premium | money: "EUR" }} par an.
{% for cover in event.data.covers %}
- {{ cover.name }} : {{ cover.limit | money: "EUR" }}{% endfor %}

{{ event.data.link | url }}

{{ brand.name }} — {{ brand.address }}
`;
