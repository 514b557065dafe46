/** A first e-mail to go on from: what is written in the fields of the form. */
export interface StarterEmail {
  subject: string;
  preheader: string;
  /** MJML */
  html: string;
}

interface Words {
  subject: string;
  preheader: string;
  heading: string;
  intro: string;
  way: string;
  button: string;
  help: string;
  closing: string;
  caption: string;
  why: string;
  unsubscribe: string;
}

const words: Record<"en" | "fr", Words> = {
  en: {
    subject: "{{ recipient.firstName }}, we are expecting you",
    preheader:
      "{% if map.home %}{{ map.home.store.name }} is {{ map.home.distance | distance }} from you.{% else %}Good news about your file.{% endif %}",
    heading: "We are expecting you",
    intro:
      "Your file is complete and all is ready. Drop in whenever it suits you: ten minutes are enough, and a person who knows your file is there for you.",
    way: "<strong>{{ map.home.store.name }}</strong> is {{ map.home.distance | distance }} from your door{% if map.home.duration %}, about {{ map.home.duration | duration }} on the way{% endif %}.",
    button: "Show me the way",
    help: "Any question? Simply answer this e-mail.",
    closing: "See you soon,<br>The team of Belle Rive",
    caption: "From your door to {{ map.home.store.name }}",
    why: "You get this e-mail because you asked Belle Rive for an offer.",
    unsubscribe: "Unsubscribe",
  },
  fr: {
    subject: "{{ recipient.firstName }}, nous vous attendons",
    preheader:
      "{% if map.home %}{{ map.home.store.name }} est à {{ map.home.distance | distance }} de chez vous.{% else %}De bonnes nouvelles de votre dossier.{% endif %}",
    heading: "Nous vous attendons",
    intro:
      "Votre dossier est complet et tout est prêt. Passez quand vous voulez : dix minutes suffisent, et une personne qui connaît votre dossier vous accueille.",
    way: "<strong>{{ map.home.store.name }}</strong> est à {{ map.home.distance | distance }} de chez vous{% if map.home.duration %}, environ {{ map.home.duration | duration }} de trajet{% endif %}.",
    button: "Voir le chemin",
    help: "Une question ? Répondez simplement à cet e-mail.",
    closing: "À très bientôt,<br>L’équipe de Belle Rive",
    caption: "De chez vous à {{ map.home.store.name }}",
    why: "Vous recevez cet e-mail car vous avez demandé une offre à Belle Rive.",
    unsubscribe: "Se désabonner",
  },
};

/**
 * An e-mail in MJML that looks good as it is, on a phone, on a desk and in the dark: a header in the brand's colour, the
 * map of the way where there is one, the sender's address and the link that ends it all. In French for `fr`, in English
 * for all other languages.
 */
export function starterEmail(language: string): StarterEmail {
  const said = words[/^fr\b/i.test(language) ? "fr" : "en"];
  return { subject: said.subject, preheader: said.preheader, html: mjml(said) };
}

const mjml = (said: Words) => `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Helvetica, Arial, sans-serif" />
      <mj-text color="#26333a" font-size="16px" line-height="1.6" padding="0 32px 16px" />
      <mj-section padding="0" />
      <mj-class name="brand" background-color="#1f5f74" />
      <mj-class name="card" background-color="#ffffff" />
      <mj-class name="small" color="#56646c" font-size="13px" line-height="1.5" />
    </mj-attributes>
    <mj-style>
      h1 { margin: 0; font-family: Georgia, 'Times New Roman', serif; font-size: 30px; font-weight: normal; line-height: 1.25; }
      a { color: #1f5f74; }
      @media (max-width: 480px) { .page > div { padding: 0 8px; } }
      @media (prefers-color-scheme: dark) {
        body.page, .page > div { background-color: #10171b !important; }
        .card, .card > table { background: #1b262c !important; background-color: #1b262c !important; }
        .text div, .text a { color: #e8eef1 !important; }
        .small div, .small a { color: #a9b8c0 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#f2efe9" css-class="page" width="600px">
    <mj-section><mj-column><mj-spacer height="24px" /></mj-column></mj-section>

    <mj-section mj-class="brand" border-radius="12px 12px 0 0" padding="22px 0">
      <mj-column>
        <mj-text color="#ffffff" font-family="Georgia, 'Times New Roman', serif" font-size="22px" line-height="1.2" padding="0 32px">Belle Rive</mj-text>
      </mj-column>
    </mj-section>

    <mj-section mj-class="card" css-class="card" padding="36px 0 0">
      <mj-column>
        <mj-text css-class="text" padding="0 32px 20px"><h1>${said.heading}</h1></mj-text>
        <mj-text css-class="text">{{ recipient | salutation }},</mj-text>
        <mj-text css-class="text">${said.intro}</mj-text>
      </mj-column>
    </mj-section>

    {% if map.home %}
    <mj-section mj-class="card" css-class="card">
      <mj-column>
        <mj-text css-class="text">${said.way}</mj-text>
        <mj-button mj-class="brand" href="{{ map.home.webLink | url }}" align="left" color="#ffffff" border-radius="8px" font-size="16px" font-weight="bold" inner-padding="14px 26px" padding="4px 32px 28px">${said.button}</mj-button>
        <mj-image src="{{ 'home' | map_image }}" alt="{{ map.home.alt }}" href="{{ map.home.webLink | url }}" border-radius="8px" padding="0 32px 8px" />
        <mj-text css-class="small" mj-class="small" padding="0 32px 20px">${said.caption}</mj-text>
      </mj-column>
    </mj-section>
    {% endif %}

    <mj-section mj-class="card" css-class="card" border-radius="0 0 12px 12px" padding="4px 0 20px">
      <mj-column>
        <mj-text css-class="text">${said.help}</mj-text>
        <mj-text css-class="text">${said.closing}</mj-text>
      </mj-column>
    </mj-section>

    <mj-section padding="24px 0 32px">
      <mj-column>
        <mj-text css-class="small" mj-class="small" align="center" padding="0 32px 8px">Belle Rive · 4 quai des Thoniers<br>99380 Saint-Aurèle-sur-Mer</mj-text>
        <mj-text css-class="small" mj-class="small" align="center" padding="0 32px">${said.why}<br><a href="{{ link.unsubscribe | url }}">${said.unsubscribe}</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
