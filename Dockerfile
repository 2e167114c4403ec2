# Builds with the development tools, then keeps the program, its libraries and the shipped configuration.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No library of vigie needs an install script, so none is run.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# Lookups of host names share libuv's threads with the disk: four are too few for 32 feeds at once.
ENV NODE_ENV=production \
    UV_THREADPOOL_SIZE=16 \
    VIGIE_CONSOLE_LISTEN=0.0.0.0:8460
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/scripts/node-version.cjs ./scripts/
COPY config ./config
COPY seeds ./seeds
# Everything but data/ belongs to root: the program cannot change itself.
RUN mkdir data && chown node:node data
USER node
VOLUME ["/app/data"]
EXPOSE 8460
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8460/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["start"]
