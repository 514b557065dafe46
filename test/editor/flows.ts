/** Flows that the browser tests open: the eight nodes, wired in the order of the story. */

const letterBody = `<p>Bonjour {{ recipient.firstName }} {{ recipient.lastName }},</p>
{% if event.data.decision == "accepted" %}
<p>Nous avons le plaisir de vous <b>accepter</b>. Votre agence, {{ map.home.store.name }},
est à {{ map.home.distance | distance }} de chez vous.</p>
{% endif %}`;

const place = (x: number, y: number) => ({ z: "flow", x, y });

/** One of each node, filled in as a marketer would; on a second flow some with a fault; a second campaign. */
export function storyFlow(): object[] {
  const nodes = [
    { id: "flow", type: "tab", label: "Story", disabled: false },
    {
      id: "insurance",
      type: "campaign",
      version: 1,
      name: "Assurance habitation",
      baseUrl: "",
      timeZone: "Europe/Paris",
      locale: "fr",
      testMode: true,
      store: "",
    },
    {
      ...place(160, 80),
      id: "audience",
      type: "audience",
      version: 1,
      name: "",
      campaign: "insurance",
      columns: [
        { column: "Numéro", target: "id" },
        { column: "Prénom", target: "firstName" },
        { column: "Ville", target: "locality" },
      ],
      wires: [[], []],
    },
    {
      ...place(160, 180),
      id: "webhook",
      type: "inbound-webhook",
      version: 1,
      name: "",
      campaign: "insurance",
      endpoint: "0123456789abcdefghjkmnpqrs",
      eventType: "decision",
      credentials: { secret: `whsec_${"A".repeat(43)}=` },
      fields: [
        { name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" },
        {
          name: "decision",
          type: "enum",
          required: true,
          values: [
            { value: "accepted", synonyms: ["accepté", "accord"] },
            { value: "refused", synonyms: ["refusé"] },
            { value: "incomplete", synonyms: [] },
          ],
          target: "event",
          as: "",
        },
      ],
      wires: [["switch"], []],
    },
    {
      ...place(380, 80),
      id: "wait",
      type: "wait-for-decision",
      version: 1,
      name: "",
      campaign: "insurance",
      webhooks: [],
      deadline: { kind: "after", amount: 30, unit: "days" },
      reminders: [
        { amount: 7, unit: "days", from: "arrival", at: "09:00" },
        { amount: 2, unit: "working-days", from: "deadline", at: "09:00" },
      ],
      country: "FR",
      keepEarly: 30,
      late: "refuse",
      wires: [["switch"], [], [], []],
    },
    {
      ...place(380, 180),
      id: "switch",
      type: "decision-switch",
      version: 1,
      name: "",
      property: "event.data.decision",
      rules: [
        { label: "accepted", operator: "is", value: "accepted", value2: "", synonyms: ["accepté", "accord"] },
        { label: "refused", operator: "is", value: "refused", value2: "", synonyms: [] },
        { label: "large", operator: "between", value: "10", value2: "20", synonyms: [] },
      ],
      outputs: 4,
      wires: [["map"], ["letter"], ["large"], ["other"]],
    },
    {
      ...place(580, 120),
      id: "map",
      type: "route-map",
      version: 1,
      name: "",
      area: "",
      stores: [],
      mode: "route",
      profile: "car",
      mapName: "home",
      screen: true,
      screenWidth: 600,
      screenHeight: 400,
      print: true,
      printWidth: 165,
      printHeight: 90,
      lineColour: "",
      markerColour: "",
      wires: [["letter"], []],
    },
    {
      ...place(780, 180),
      id: "letter",
      type: "render-message",
      version: 1,
      name: "",
      channel: "print",
      sender: "Assurances du Sud\n12 place Bellecour\n69002 Lyon",
      window: "right",
      place: "Lyon",
      reference: "{{ journey.caseKey }}",
      subject: "Votre demande {{ journey.caseKey }}",
      body: letterBody,
      mapName: "home",
      mapCaption: "",
      signature: "Claire Martin",
      footer: "",
      accentColour: "",
      wires: [["print"], []],
    },
    {
      ...place(980, 180),
      id: "print",
      type: "send-print-job",
      version: 1,
      name: "",
      campaign: "insurance",
      folder: "",
      sides: "one-sided",
      colour: "color",
      copies: 1,
      wires: [[], [], []],
    },
    { ...place(580, 240), id: "large", type: "debug", name: "large", active: false, wires: [] },
    { ...place(580, 300), id: "other", type: "debug", name: "other", active: false, wires: [] },
  ];
  const faults: Record<string, object> = {
    audience: { campaign: "" },
    webhook: { fields: [], endpoint: "" },
    wait: { deadline: { kind: "after", amount: 0, unit: "days" }, webhooks: ["gone"] },
    switch: { rules: [] },
    letter: { body: "<p>{% if recipient.firstName %}</p>" },
    print: { copies: 0 },
  };
  const faulty = Object.entries(faults).map(([id, fault]) => {
    const node = nodes.find((one) => one.id === id);
    return { ...node, id: `faulty-${id}`, z: "faults", credentials: undefined, wires: [], ...fault };
  });
  const second = { ...nodes.find(({ type }) => type === "campaign"), id: "second", name: "Second" };
  return [...nodes, second, { id: "faults", type: "tab", label: "Faults", disabled: true }, ...faulty];
}
