import { types } from 'pg';
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import type { AppRole } from './roles.js';

const DATE = 1082;
const BIGINT = 20;

/**
 * How PostgreSQL's values arrive in raw queries. A `date` stays `YYYY-MM-DD` text, because an instant
 * has a time zone and a day has none; a bigint, which only counts here, is a number.
 */
export const VALUE_TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text;
    if (oid === BIGINT) return Number;
    return types.getTypeParser(oid, format);
  },
};

/** Connections of one pool. Two pools of this size, and the access pool, fit PostgreSQL's default of 100. */
export const POOL_SIZE = 10;

type Entities = (string | (abstract new () => object) | EntitySchema)[];

/**
 * How the app's own pool connects. Pipelined: the settings of a scope travel with the start of the
 * transaction, which spares each of them a round trip.
 */
export function appDataSourceOptions(url: string, entities: Entities = []) {
  return {
    type: 'postgres',
    url,
    entities: entities as DataSourceOptions['entities'] & [],
    synchronize: false,
    poolSize: POOL_SIZE,
    connectTimeoutMS: 5_000,
    applicationName: 'learning-reviews',
    extra: { pipeline: true, types: VALUE_TYPES },
  } as const;
}

/** Connections for COPY. Of them one is spare: a connection that ends with its reader takes a moment to go. */
export const EXPORT_POOL_SIZE = 5;

/** How the pool for COPY connects: not pipelined, since a pipelined connection refuses streams. */
export function exportDataSourceOptions(url: string) {
  return {
    ...appDataSourceOptions(url),
    poolSize: EXPORT_POOL_SIZE,
    applicationName: 'learning-reviews export',
    extra: { types: VALUE_TYPES },
  } as const;
}

/** An address at which every connection of the pool has taken on one role for good. */
export function urlWithRole(url: string, role: AppRole): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', `${given === null ? '' : `${given} `}-c role=${role}`);
  return address.href;
}

/** A data source that is not connected yet. For tools and tests; the app's is made by `DatabaseModule`. */
export function appDataSource(url: string, entities: Entities = []): DataSource {
  return new DataSource(appDataSourceOptions(url, entities));
}
