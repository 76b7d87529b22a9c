import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Configuration } from '../config/configuration.js';
import { appDataSourceOptions, exportDataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { ExportDatabase } from './export-database.js';

/** Injection token of the pool for COPY. */
const EXPORT_DATA_SOURCE = Symbol('export data source');

/** Closes the pool for COPY when the app stops; TypeOrmModule closes its own. */
@Injectable()
class ExportPoolCloser implements OnApplicationShutdown {
  constructor(@Inject(EXPORT_DATA_SOURCE) private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Scoped access to PostgreSQL for every feature. Features register entities by `TypeOrmModule.forFeature`. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Configuration],
      useFactory: (configuration: Configuration) => ({
        ...appDataSourceOptions(configuration.databaseUrl),
        autoLoadEntities: true,
        // The launcher has migrated already, so the database was there a moment ago.
        retryAttempts: 5,
        retryDelay: 1_000,
      }),
    }),
  ],
  providers: [
    { provide: Database, inject: [DataSource], useFactory: (source: DataSource) => new Database(source) },
    {
      provide: EXPORT_DATA_SOURCE,
      inject: [Configuration],
      useFactory: (configuration: Configuration) =>
        new DataSource(exportDataSourceOptions(configuration.databaseUrl)).initialize(),
    },
    {
      provide: ExportDatabase,
      inject: [EXPORT_DATA_SOURCE],
      useFactory: (source: DataSource) => new ExportDatabase(source),
    },
    ExportPoolCloser,
  ],
  exports: [Database, ExportDatabase],
})
export class DatabaseModule {}
