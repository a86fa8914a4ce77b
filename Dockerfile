# Qinglan in one image; the database is another container (compose.yaml) or yours, by DATABASE_URL.
FROM node:24-bookworm-slim AS build
WORKDIR /qinglan
COPY . .
RUN npm install --no-save --loglevel=error && node scripts/build-web.mjs

FROM node:24-bookworm-slim
WORKDIR /qinglan
ENV NODE_ENV=production QINGLAN_HOST=0.0.0.0 QINGLAN_PORT=8640
COPY package.json package-lock.json .npmrc ./
COPY packages packages
COPY apps apps
COPY packs packs
RUN npm install --no-save --omit=dev --omit=optional --loglevel=error
COPY --from=build /qinglan/apps/web/dist apps/web/dist
USER node
EXPOSE 8640
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8640/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/cli/main.ts", "serve"]
