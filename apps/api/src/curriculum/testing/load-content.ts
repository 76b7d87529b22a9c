import { resolve } from 'node:path';
import { Clock } from '../../platform/clock/clock.js';
import type { Configuration } from '../../platform/config/configuration.js';
import type { TestDatabase } from '../../platform/database/testing/test-database.js';
import { ContentLoader, type ContentLoaded } from '../content-loader.js';

/** The content files of this repository. */
export const CONTENT_DIRECTORY = resolve(__dirname, '../../../../../libs/content');

/** Publishes the content files, as a start would. For the `arrange` of `startTestApp`. */
export function loadContent(
  database: Pick<TestDatabase, 'ownerUrl'>,
  directory = CONTENT_DIRECTORY,
): Promise<ContentLoaded> {
  const configuration: Pick<Configuration, 'migrationDatabaseUrl'> = {
    migrationDatabaseUrl: database.ownerUrl,
  };
  return new ContentLoader(configuration, new Clock()).load(directory);
}
