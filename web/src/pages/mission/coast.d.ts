declare module 'virtual:coast' {
  /** An SVG path in steps of 1/STEPS units of the frame: see web/vite/coast.ts. */
  export const coast: string;
  export const STEPS: number;
}
