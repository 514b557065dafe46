import { PbfReader } from "pbf";

/** Nodes of one block: programs write 8,000, and a few numbers packed well would fill the memory. */
const mostNodes = 1_000_000;

/**
 * Whether the dense nodes of a block are as they should be: their tags are pairs, and end once for each node. Where an
 * end is missing, the library that reads them goes on for ever.
 * @throws Error where the bytes are no block
 */
export function denseNodesAreWhole(block: Uint8Array): boolean {
  let whole = true;
  new PbfReader(block).readFields((tag, _, pbf) => {
    // PrimitiveBlock.primitivegroup, PrimitiveGroup.dense (osmformat.proto).
    if (tag === 2) pbf.readMessage(readGroup, undefined);
  }, undefined);
  return whole;

  function readGroup(tag: number, _: undefined, pbf: PbfReader): void {
    if (tag !== 2) return;
    const { ids, ends, odd, tagged } = pbf.readMessage(readDense, { ids: 0, ends: 0, odd: false, tagged: false });
    if (ids > mostNodes || (tagged && (odd || ends < ids))) whole = false;
  }
}

interface Dense {
  ids: number;
  /** Zeros that end the tags of a node. */
  ends: number;
  /** Whether a key waits for its value. */
  odd: boolean;
  tagged: boolean;
}

function readDense(tag: number, dense: Dense, pbf: PbfReader): void {
  if (tag === 1) dense.ids += pbf.readPackedVarint([]).length;
  if (tag !== 10) return;
  for (const index of pbf.readPackedVarint([])) {
    dense.tagged = true;
    if (dense.odd) dense.odd = false;
    else if (index === 0) dense.ends += 1;
    else dense.odd = true;
  }
}
