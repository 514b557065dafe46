/** A first page to go on from: what is written in the fields of the form. */
export interface StarterPage {
  subject: string;
  /** HTML: what stands in a page. */
  page: string;
}

interface Words {
  subject: string;
  heading: string;
  lead: string;
  intro: string;
  next: string;
  steps: readonly [string, string, string];
  near: string;
  way: string;
  button: string;
  stepByStep: string;
  form: string;
  formIntro: string;
  who: string;
}

const words: Record<"en" | "fr", Words> = {
  en: {
    subject: "{{ recipient.firstName }}, your page",
    heading: "{{ recipient.firstName }}, this is for you",
    lead: "Two minutes are enough: tell us what suits you, and we take care of the rest.",
    intro:
      "You find here what we have prepared for you. Nothing is decided until you say so, and you can leave this page and come back to it.",
    next: "What comes next",
    steps: [
      "You answer below, here and now.",
      "A person of our team reads your answer and calls you back.",
      "You sign at your agency, or at home.",
    ],
    near: "Your agency is near",
    way: "<strong>{{ map.home.store.name }}</strong> is {{ map.home.distance | distance }} from your door{% if map.home.duration %}, about {{ map.home.duration | duration }} on the way{% endif %}.",
    button: "Open the way on a map",
    stepByStep: "The way, step by step",
    form: "Your answer",
    formIntro: "Your answer reaches us at once. Nobody but us reads it.",
    who: "Belle Rive · 4 quai des Thoniers, 99380 Saint-Aurèle-sur-Mer",
  },
  fr: {
    subject: "{{ recipient.firstName }}, votre page",
    heading: "{{ recipient.firstName }}, ceci est pour vous",
    lead: "Deux minutes suffisent : dites-nous ce qui vous convient, nous nous occupons du reste.",
    intro:
      "Vous trouvez ici ce que nous avons préparé pour vous. Rien n’est décidé sans votre accord, et vous pouvez quitter cette page et y revenir.",
    next: "La suite",
    steps: [
      "Vous répondez ci-dessous, tout de suite.",
      "Une personne de notre équipe lit votre réponse et vous rappelle.",
      "Vous signez à votre agence, ou chez vous.",
    ],
    near: "Votre agence est tout près",
    way: "<strong>{{ map.home.store.name }}</strong> est à {{ map.home.distance | distance }} de chez vous{% if map.home.duration %}, environ {{ map.home.duration | duration }} de trajet{% endif %}.",
    button: "Ouvrir l’itinéraire",
    stepByStep: "Le trajet, étape par étape",
    form: "Votre réponse",
    formIntro: "Votre réponse nous parvient tout de suite. Personne d’autre ne la lit.",
    who: "Belle Rive · 4 quai des Thoniers, 99380 Saint-Aurèle-sur-Mer",
  },
};

/**
 * A page that looks good as it is, on a phone, on a desk and in the dark: a band in the accent colour, a text, the map of the
 * way where there is one, and the form. In French for `fr`, in English for all other languages.
 */
export function starterPage(language: string): StarterPage {
  const said = words[/^fr\b/i.test(language) ? "fr" : "en"];
  return { subject: said.subject, page: html(said) };
}

const html = (said: Words) => `<p class="brand">Belle Rive</p>
<header class="hero">
  <h1>${said.heading}</h1>
  <p class="lead">${said.lead}</p>
</header>

<p>{{ recipient | salutation: "dear" }},</p>
<p>${said.intro}</p>

<h2>${said.next}</h2>
<ol>
${said.steps.map((step) => `  <li>${step}</li>`).join("\n")}
</ol>

{% if map.home %}
<h2>${said.near}</h2>
<p>${said.way}</p>
{% if map.home.image %}
<figure class="map">
  <a href="{{ map.home.webLink | url }}"><img src="{{ "home" | map_image }}" alt="{{ map.home.alt }}"></a>
  <figcaption>{{ map.home.store.name }}{% if map.home.store.address %}, {{ map.home.store.address }}{% endif %}</figcaption>
</figure>
{% endif %}
{% if map.home.steps %}
<details>
  <summary>${said.stepByStep}</summary>
  <ol>
  {% for step in map.home.steps %}  <li>{{ step.text }} <span class="small">{{ step.distance | distance }}</span></li>
  {% endfor %}</ol>
</details>
{% endif %}
<p><a class="button quiet" href="{{ map.home.webLink | url }}">${said.button}</a></p>
{% endif %}

<h2>${said.form}</h2>
<p>${said.formIntro}</p>
<response-form></response-form>

<p class="footer">${said.who}</p>
`;
