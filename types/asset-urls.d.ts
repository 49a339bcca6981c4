// Vite gives a file's address for an import that ends in `?url`.
declare module '*?url' {
  const address: string;
  export default address;
}
// And that of a bundled worker's script.
declare module '*?worker&url' {
  const address: string;
  export default address;
}
