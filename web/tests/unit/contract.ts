import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  enum?: (string | null)[];
  properties?: Record<string, Schema>;
}

const file = join(import.meta.dirname, '../../../schema/openapi.json');
const { components } = JSON.parse(readFileSync(file, 'utf8')) as { components: { schemas: Record<string, Schema> } };

function inside(schema: Schema | undefined, path: readonly string[]): string[] {
  if (!schema) return [];
  if (schema.$ref) return inside(components.schemas[schema.$ref.split('/').at(-1) ?? ''], path);
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? [])];
  if (parts.length > 0) return parts.flatMap((part) => inside(part, path));
  if (schema.items) return inside(schema.items, path);
  const [first, ...rest] = path;
  if (first === undefined) return (schema.enum ?? []).filter((word) => word !== null);
  return inside(schema.properties?.[first], rest);
}

/** The words that the API may say at `path` of an answer, as 'Ingest.smtp.refused.reason'. */
export function wordsOf(path: string): string[] {
  const [schema = '', ...rest] = path.split('.');
  const words = inside(components.schemas[schema], rest);
  if (words.length === 0) throw new Error(`the contract lists no words at ${path}`);
  return words;
}
