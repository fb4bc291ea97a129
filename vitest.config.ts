import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Apart from vite.config.ts because `npm start` reads that one, and has no vitest in production.
export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 60_000,
  },
})
