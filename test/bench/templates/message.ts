/** An e-mail of an insurer: 24 outputs, one choice of three, a loop of five and one of six. */
export const mail = `<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <title>{{ campaign.name }}</title>
</head>
<body style="margin: 0; background: {{ brand.background }}">
  <table role="presentation" width="100%">
    <tr>
      <td style="padding: 24px">
        <img src="https://img.example.org/logo.png" alt="{{ brand.name }}" width="120" height="40">
        <h1 style="color: {{ brand.colour }}">{{ event.data.title | default: "Votre dossier" }}</h1>
        <p>Bonjour {{ recipient.title }} {{ recipient.firstName }} {{ recipient.lastName | upcase }},</p>
        {% if decision.label == "accepted" %}
        <p>Votre dossier {{ journey.caseKey }} du {{ event.data.signedOn | date: "%d/%m/%Y" }} est accepté.</p>
        {% elsif decision.label == "degraded" %}
        <p>Votre dossier {{ journey.caseKey }} est accepté avec une surprime.</p>
        {% else %}
        <p>Nous ne pouvons pas donner suite au dossier {{ journey.caseKey }}.</p>
        {% endif %}
        <p>Prime : {{ event.data.premium | money: "EUR" }} par an, soit {{ event.data.monthly | money: "EUR" }} par mois.</p>
        <ul>
          {% for cover in event.data.covers %}
          <li title="{{ cover.name }}">{{ forloop.index }}. {{ cover.name }} : {{ cover.limit | money: "EUR" }}{% if cover.note %} ({{ cover.note }}){% endif %}</li>
          {% endfor %}
        </ul>
        <table>
          {% for step in event.data.steps %}
          <tr><td>{{ step.on | date: "%d/%m/%Y" }}</td><td>{{ step.text }}</td></tr>
          {% endfor %}
        </table>
        <p>Votre agence est à {{ map.home.distance | distance }} de chez vous :</p>
        <p>{{ map.home.store.name }}, {{ map.home.store.street }}, {{ map.home.store.locality }}</p>
        <p><a href="{{ event.data.link | url }}">Voir mon dossier</a></p>
        <p>{{ brand.name }} — {{ brand.address }}</p>
        <p style="font-size: 12px">Dossier {{ journey.caseKey }}, {{ campaign.name }}</p>
      </td>
    </tr>
  </table>
</body>
</html>
`;

const covers = ["Vol", "Incendie", "Dégât des eaux", "Bris de glace", "Responsabilité civile"];

/** A message as it reaches the node, about 1.8 KB of JSON. */
export const message = {
  campaign: { id: "c1", name: "Souscription d’été", locale: "fr", timeZone: "Europe/Paris", test: false },
  journey: { id: "0123456789abcdef", caseKey: "D-1001", startedAt: "2026-03-31T07:00:00Z", test: false, task: "t-1" },
  recipient: {
    ...{ id: "R-1001", locale: "fr", title: "Mme", firstName: "Élodie", lastName: "L'Hermite" },
    ...{ email: "elodie@example.org", phone: "+33612345678", consent: { email: true, print: true } },
    postalAddress: { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: ["1 rue de la Paix"] },
    location: [-1.5534, 47.2173],
    attributes: { segment: "B2", since: "2019-04-01", children: 2 },
  },
  event: {
    ...{ id: "E-1", type: "decision", receivedAt: "2026-04-02T09:12:00Z" },
    data: {
      ...{ title: "Bonne nouvelle & bienvenue", premium: 42_350, monthly: 3_529, signedOn: "2026-03-28" },
      link: "https://example.org/dossier/D-1001?token=abcdef0123456789",
      covers: covers.map((name, index) => ({
        name,
        limit: 150_000 * (index + 1),
        note: index === 2 ? "franchise < 150" : "",
      })),
      steps: Array.from({ length: 6 }, (_, index) => ({
        on: `2026-04-0${index + 1}`,
        text: `Étape ${index + 1} du "dossier"`,
      })),
    },
  },
  decision: { value: "ACCEPTÉ", label: "accepted", rule: 0, reason: "first" },
  map: {
    home: {
      distance: 1_234,
      duration: 320,
      store: { name: "Agence Centre", street: "3 quai Turenne", locality: "Nantes" },
    },
  },
  brand: { name: "Maison Belle", colour: "#c4472d", background: "#ffffff", address: "1 rue des Lilas, 44000 Nantes" },
};
