import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { journeys } from "./0001-journeys.ts";
import { receipts } from "./0002-receipts.ts";
import { lastingReceipts } from "./0003-lasting-receipts.ts";
import { severalProcesses } from "./0004-several-processes.ts";
import { waits } from "./0005-waits.ts";
import { recalledLines } from "./0006-recalled-lines.ts";
import { flowRevision } from "./0007-flow-revision.ts";
import { relocations } from "./0008-relocations.ts";
import { lineage } from "./0009-lineage.ts";
import { imports } from "./0010-imports.ts";
import { policies } from "./0011-policies.ts";
import { rights } from "./0012-rights.ts";
import { pages } from "./0013-pages.ts";
import { print } from "./0014-print.ts";
import { batches } from "./0015-batches.ts";
import { cancel } from "./0016-cancel.ts";
import { carrierNames } from "./0017-carrier-names.ts";
import { placesOfWork } from "./0018-places-of-work.ts";
import type { Change, SchemaDialect } from "./dialect.ts";

export type { SchemaDialect } from "./dialect.ts";

/** Ordered by name, the last is also told in `latest.ts`; a migration that has been released is never changed. */
const changes: Record<string, Change> = {
  "0001_journeys": journeys,
  "0002_receipts": receipts,
  "0003_lasting_receipts": lastingReceipts,
  "0004_several_processes": severalProcesses,
  "0005_waits": waits,
  "0006_recalled_lines": recalledLines,
  "0007_flow_revision": flowRevision,
  "0008_relocations": relocations,
  "0009_lineage": lineage,
  "0010_imports": imports,
  "0011_policies": policies,
  "0012_rights": rights,
  "0013_pages": pages,
  "0014_print": print,
  "0015_batches": batches,
  "0016_cancel": cancel,
  "0017_carrier_names": carrierNames,
  "0018_places_of_work": placesOfWork,
};

/** Brings a database to the present schema, or to that of one migration; throws when a newer version has written it. */
export async function migrateSchema(db: Kysely<unknown>, dialect: SchemaDialect, target?: string): Promise<void> {
  const migrations = Object.entries(changes).map(([name, change]): [string, Migration] => [
    name,
    { up: (open) => change(open, dialect) },
  ]);
  const provider = { getMigrations: async () => Object.fromEntries(migrations) };
  const migrator = new Migrator({ db, provider, migrationTableSchema: dialect.schema });
  const { error } = await (target === undefined ? migrator.migrateToLatest() : migrator.migrateTo(target));
  if (error !== undefined) throw error;
}
