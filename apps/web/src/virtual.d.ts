declare module 'virtual:glossary' {
  const pairs: readonly (readonly [term: string, help: string])[];
  export default pairs;
}
