import { z } from 'zod';

/** The keys that a shape knows at a path, for suggestions; of a union, the keys of all its alternatives. */
export function knownKeys(shape: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let shapes: readonly z.core.$ZodType[] = alternatives(shape);
  for (const key of path) shapes = shapes.flatMap((one) => child(one, key)).flatMap(alternatives);
  return [...new Set(shapes.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))];
}

function child(shape: z.core.$ZodType, key: PropertyKey): readonly z.core.$ZodType[] {
  if (shape instanceof z.ZodObject) {
    const found = (shape.shape as Record<PropertyKey, z.core.$ZodType | undefined>)[key];
    return found ? [found] : [];
  }
  if (shape instanceof z.ZodArray) return [shape.element];
  if (shape instanceof z.ZodRecord) return [shape.valueType];
  return [];
}

function alternatives(shape: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable || shape instanceof z.ZodDefault) {
    return alternatives(shape.unwrap());
  }
  if (shape instanceof z.ZodLazy) return alternatives(shape.unwrap());
  if (shape instanceof z.ZodPipe) return alternatives(shape.in);
  if (shape instanceof z.ZodUnion) return shape.options.flatMap(alternatives);
  return [shape];
}
