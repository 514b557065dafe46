/** Operations that are used here: RFC 8011 §5.4.15, RFC 3995 §11, RFC 3996 §5. */
export const operations = {
  "Validate-Job": 0x04,
  "Create-Job": 0x05,
  "Send-Document": 0x06,
  "Cancel-Job": 0x08,
  "Get-Job-Attributes": 0x09,
  "Get-Jobs": 0x0a,
  "Get-Printer-Attributes": 0x0b,
  "Create-Printer-Subscriptions": 0x16,
  "Cancel-Subscription": 0x1b,
  "Get-Notifications": 0x1c,
} as const;

/** `document-format` of what is printed. */
export const pdf = "application/pdf";
