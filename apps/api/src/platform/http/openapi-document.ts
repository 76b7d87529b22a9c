import { type INestApplication, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type Route, routeTable } from './route-table.js';

/** The API described for machines, as `GET /api/openapi.json` answers it. */
export type OpenApi = Readonly<Record<string, unknown>>;

/**
 * Describes the API from the same schemas that check it. Built when first asked for: the generator takes
 * memory that an installation which never asks should not pay.
 */
@Injectable()
export class OpenApiDocument {
  private application: INestApplication | undefined;
  private document: Promise<OpenApi> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** Names the application that is to be described. */
  describes(application: INestApplication): void {
    this.application = application;
  }

  /** The document, sorted, so that two builds of the same API are the same text. */
  read(): Promise<OpenApi> {
    return (this.document ??= this.build());
  }

  private async build(): Promise<OpenApi> {
    if (this.application === undefined) throw new Error('No application was given to describe');
    const { ApiOperation, ApiResponse, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');

    for (const route of routeTable(this.discovery)) {
      const method = Object.getOwnPropertyDescriptor(route.controller.prototype, route.name)!;
      ApiOperation({ summary: sentenceOf(route.name), tags: [tagOf(route)] })(
        route.controller.prototype as object,
        route.name,
        method,
      );
      ApiResponse(responseOf(route))(route.controller.prototype as object, route.name, method);
    }
    const about = new DocumentBuilder()
      .setTitle('Learning Reviews')
      .setDescription(
        'Carries the learning of child safeguarding reviews to practitioners, and the evidence back.',
      )
      .setVersion('1')
      .build();
    return SwaggerModule.createDocument(this.application, about, {
      operationIdFactory: (controller, name) => `${controller.replace(/Controller$/, '')}.${name}`,
    }) as unknown as OpenApi;
  }
}

/** `signIn` → `Sign in`. */
function sentenceOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0]!.toUpperCase() + words.slice(1);
}

const tagOf = ({ path }: Route) => path.split('/')[2] ?? 'api';

function responseOf({ answer }: Route) {
  const { status = 200, description = 'Done', body = null } = answer ?? {};
  if (body === null) return { status, description };
  return 'schema' in body
    ? { status, description, standardSchema: body.schema }
    : {
        status,
        description,
        content: { [body.mediaType]: { schema: { type: 'string', format: 'binary' } } },
      };
}
