import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { keyOf } from "../../../../src/print/ipp/codec/index.ts";
import type { IppFault, IppJob, JobReference, Submission } from "../../../../src/print/ipp/index.ts";
import { operations } from "../../../../src/print/ipp/operations/codes.ts";
import { long } from "../../../size.ts";
import { type Cups, cupsIsHere, startCups } from "./cups.ts";
import { type Eve, eveIsHere, startEve } from "./eve.ts";
import { type MishapProxy, mishapProxy, type OnTheWay } from "./mishap-proxy.ts";
import { type ModelPrinter, modelPrinter } from "./model-printer.ts";
import { ended, job, letter, printerAt, watchUntil } from "./sample.ts";

/** How often the beginning of a document came out, and how often its end. */
type Printed = [begun: number, whole: number];

/** What is printed, counted where paper comes out. */
interface Press {
  port: number;
  path: string;
  job(key: string): IppJob;
  printed(key: string): Promise<Printed>;
  close(): Promise<void>;
}

const beginningOf = (key: string) => `% begins ${key}\n`;
const endOf = (key: string) => `% ends ${key}\n`;
/** More than what is on its way in the network, and told apart from others. */
const documentOf = (key: string) =>
  Buffer.concat([letter, Buffer.from(beginningOf(key)), Buffer.alloc(4_000_000, 0x20), Buffer.from(endOf(key))]);

/** Counts what came out; each stream is read once. */
function counter(streams: () => readonly (string | Buffer)[]): (key: string) => Printed {
  const found = new Map<string, number>();
  let read = 0;
  const times = (words: string) => found.get(words) ?? 0;
  return (key) => {
    for (const stream of streams().slice(read)) {
      read += 1;
      for (const [words] of stream.toString("latin1").matchAll(/% (begins|ends) \S+\n/g))
        found.set(words, times(words) + 1);
    }
    return [times(beginningOf(key)), times(endOf(key))];
  };
}

async function ofModel(): Promise<Press> {
  const model: ModelPrinter = await modelPrinter();
  const count = counter(() => model.documents);
  return {
    ...{ port: model.port, path: "/ipp/print", close: () => model.close() },
    job: (key) => job(key, { document: documentOf(key) }),
    printed: async (key) => count(key),
  };
}
async function ofEve(): Promise<Press> {
  const eve: Eve = await startEve();
  return {
    ...{ port: eve.port, path: "/ipp/print", close: () => eve.close() },
    job: (key) => job(key, { document: documentOf(key) }),
    async printed(key) {
      const begun = (await eve.printed()).filter((one) => one === key).length;
      // Of its documents the last one is kept.
      return [begun, begun > 0 && (await eve.last()).includes(endOf(key)) ? 1 : 0];
    },
  };
}
async function ofCups(): Promise<Press> {
  const cups: Cups = await startCups();
  const count = counter(() => cups.device);
  return {
    ...{ port: cups.port, path: "/printers/letters", close: () => cups.close() },
    job: (key) => job(key, { document: documentOf(key), ticket: {} }),
    printed: async (key) => count(key),
  };
}

interface PressKind {
  name: string;
  is: boolean;
  start(): Promise<Press>;
  isShort: boolean;
  /** It takes what it has for the whole document where the connection ends as if all were said. */
  takesParts: boolean;
}
const presses: PressKind[] = [
  { name: "a model printer", is: true, start: ofModel, isShort: true, takesParts: false },
  { name: "ippeveprinter", is: eveIsHere, start: ofEve, isShort: false, takesParts: true },
  { name: "cupsd", is: cupsIsHere, start: ofCups, isShort: false, takesParts: false },
];

/** Every request of a submission, as they come, and what a killed process may have had of it. */
const requests = [
  ...["Get-Jobs", "Get-Jobs", "Get-Printer-Attributes", "Validate-Job", "Create-Job", "Get-Job-Attributes"],
  ...["Send-Document", "Get-Job-Attributes"],
] as const;
const cuts: [string, OnTheWay][] = [
  ["in the middle of the document", "middle"],
  ["in the middle of the document, whose connection ends as usual", "torn"],
];
const moments = requests.flatMap((name, at): [string, number, OnTheWay][] => [
  [`before ${name} (${at})`, at, "before"],
  ...(name === "Send-Document" ? cuts.map(([when, what]): [string, number, OnTheWay] => [when, at, what]) : []),
  [`after ${name} (${at})`, at, "after"],
]);
const ways: OnTheWay[] = ["before", "after", "late", "half", "twice", "again"];
/** Before these nothing is at stake: the long form tries them as well. */
const isAtStake = (at: number) => at >= 4 && at <= 6;
const mishaps = requests.flatMap((name, at) => [
  ...ways.map((what): [string, number, OnTheWay] => [`${name} (${at}), ${what}`, at, what]),
]);

const isLong = long(0, 1) === 1;
/** Only where an answer is late does anybody wait for the end of patience. */
const limitsOf = (what?: OnTheWay) => (what === "late" ? { silence: long(250, 2000) } : { silence: 15_000 });

for (const { name, is, start, takesParts } of presses.filter(({ isShort }) => isShort || isLong))
  describe(`a letter on its way to ${name}`, function () {
    this.timeout(long(20_000, 120_000));
    let press: Press;
    let proxy: MishapProxy;
    let letters = 0;
    before(async function () {
      if (!is) return this.skip();
      press = await start();
      proxy = await mishapProxy(press.port);
    });
    after(async () => {
      await proxy?.close();
      await press?.close();
    });

    const printer = (what?: OnTheWay) =>
      printerAt(`ipp://127.0.0.1:${proxy.port}${press.path}`, { limits: limitsOf(what) });
    const keyOfNumber = (number: number) => `${name.replaceAll(" ", "-")}-${number}`;
    const nextKey = () => {
      letters += 1;
      return keyOfNumber(letters);
    };

    /** The device may have the end of a document a moment after its queue has told so. */
    async function isPrintedOnce(key: string): Promise<void> {
      const until = Date.now() + long(2000, 20_000);
      while ((await press.printed(key))[1] === 0 && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 25));
      assert.deepEqual(await press.printed(key), [1, 1]);
    }

    /** As the node does it: what is in doubt is looked up, what certainly did not go is sent again. */
    async function goOn(key: string, noted: JobReference | undefined): Promise<"sent" | "unknown"> {
      const known = await printer().reconcile(key, noted);
      if (known.state === "unknown") return "unknown";
      let reference = known.state === "taken" ? known.reference : undefined;
      for (let tries = 0; reference === undefined; tries += 1) {
        // A printer that prints one job at a time may still be at what is left of the one before.
        const submission = noted === undefined ? {} : { noted };
        reference = await printer()
          .submit(press.job(key), submission)
          .then(
            (done) => done.reference,
            async (fault: IppFault) => {
              if (!fault.again || tries > 200) throw fault;
              await new Promise((resolve) => setTimeout(resolve, 50));
              return undefined;
            },
          );
      }
      await watchUntil(printer(), reference, ended, long(10_000, 60_000));
      return "sent";
    }

    it("takes the requests that are counted here", async () => {
      const key = nextKey();
      await printer().submit(press.job(key));
      const asked = proxy.asked.map((code) => keyOf(operations, code));
      assert.deepEqual(asked, [...requests]);
      proxy.mend();
      await goOn(key, undefined);
      await isPrintedOnce(key);
    });

    for (const [when, at, what] of moments.filter(([, , how]) => how !== "torn" || !takesParts))
      it(`is printed once where Node-RED is killed ${when}`, async () => {
        const key = nextKey();
        proxy.mend();
        proxy.plan = { at, what };
        let noted: JobReference | undefined;
        let dead = false;
        // From then on the process does nothing that anybody sees.
        proxy.struck = () => {
          dead = true;
          proxy.cut();
        };
        const keep: Submission["keep"] = async (reference) => {
          if (!dead) noted = reference;
        };
        await assert.rejects(async () => {
          await printer().submit(press.job(key), { keep });
          // The last answer says nothing that was not known.
          if (dead) throw new Error("killed");
        });
        assert.equal(dead, true);
        proxy.mend();
        assert.equal(await goOn(key, noted), "sent");
        await isPrintedOnce(key);
      });

    for (const [which, at, what] of mishaps.filter(([, at]) => isAtStake(at) || isLong))
      it(`is printed once where this happens on the way: ${which}`, async () => {
        const key = nextKey();
        proxy.mend();
        proxy.plan = { at, what };
        let noted: JobReference | undefined;
        const keep: Submission["keep"] = async (reference) => {
          noted = reference;
        };
        await printer(what)
          .submit(press.job(key), { keep })
          .catch((fault: IppFault) => assert.match(fault.key, /^ipp\./));
        proxy.mend();
        assert.equal(await goOn(key, noted), "sent");
        await isPrintedOnce(key);
      });

    it("has printed each of them once when all is over", async () => {
      for (let number = 1; number <= letters; number += 1) {
        const key = keyOfNumber(number);
        assert.equal((await press.printed(key))[0], 1, key);
      }
    });
  });
