/** What came back about a mail. */
export interface MailReport {
  /** Of the report itself: the same when it is read again. */
  id: string;
  /**
   * `hard`: the address does not exist; `soft`: this mail did not arrive; `delayed`: a server still tries; `delivered`;
   * `complaint`: the recipient called it spam.
   */
  what: "hard" | "soft" | "delayed" | "delivered" | "complaint";
  /** The send as the report names it; whether there is one is for the store to say, for reports can be made up. */
  send?: string;
  /** The address as the report names it. */
  recipient?: string;
  /** Enhanced status code, RFC 3463. */
  status?: string;
  /** The server's own words, on one line and without addresses. */
  words?: string;
}
