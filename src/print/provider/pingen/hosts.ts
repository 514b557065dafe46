/** Of Pingen's own client libraries (pingencom/pingen2-sdk-js) and its OpenAPI description. */
export const hosts = {
  production: { server: "https://api.pingen.com", identity: "https://identity.pingen.com" },
  staging: { server: "https://api-staging.pingen.com", identity: "https://identity-staging.pingen.com" },
} as const;
