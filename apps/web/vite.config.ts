import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server that a development build asks (`vite dev`); the built application is served by the server itself. */
const api = process.env['QINGLAN_API'] ?? 'http://127.0.0.1:8640'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // files are never inlined as data: addresses, so that a strict content security policy holds
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500, reportCompressedSize: false },
  server: { proxy: { '/api': { target: api } } },
})
