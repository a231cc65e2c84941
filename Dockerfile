# aion-contract in a container: `docker build -t aion-contract .`, then `docker run --rm -p 127.0.0.1:4010:4010 aion-contract`.
FROM node:26.10.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run -s build && npm pack --ignore-scripts --silent && mv aion-contract-*.tgz aion-contract.tgz

FROM node:26.10.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/aion-contract.tgz ./
RUN npm install --ignore-scripts --omit=dev --omit=peer --no-save ./aion-contract.tgz && rm aion-contract.tgz
USER node
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s CMD ["node", "-e", "fetch('http://127.0.0.1:4010/__mock/health', { headers: { 'Mock-Control-Token': process.env.AION_CONTROL_TOKEN ?? '' } }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=4", "--v8-pool-size=2", "node_modules/aion-contract/dist/bin.js"]
CMD ["mock", "--host", "0.0.0.0", "--port", "4010"]
