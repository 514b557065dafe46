/** What is left at a node now; what is zero is absent. */
export interface NodeStanding {
  node: string;
  type: string;
  name: string;
  /** False: it was deleted, and something is left there. */
  deployed: boolean;
  /** Since when the one who waits longest does, in milliseconds. */
  since?: number;
  /** Sends that have not ended, however long they have to wait. */
  sending?: number;
  /** Of these, those that may not go before an instant, and the first such instant. */
  held?: number;
  until?: number;
  /** Of these, those that are collected for a batch. */
  collected?: number;
  /** Events that are kept for recipients who have not arrived. */
  early?: number;
  /** Tasks that were set aside. */
  dead?: number;
  /** Sends of which nobody knows whether they went out. */
  doubt?: number;
  /** Of a deleted node: what is left there. */
  left?: number;
  /** Things that wait for a person, as `attention` lists them. */
  asks?: number;
}
