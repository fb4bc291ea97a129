# The client is built, then what only that takes is taken away again.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The package "node" is the runtime for machines with another one: here it is the image's.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund
COPY index.html tsconfig.json vite.config.ts ./
COPY bin bin
COPY src src
RUN node bin/build.ts
RUN npm uninstall --no-save --omit=dev --ignore-scripts --no-audit --no-fund \
    @atlaskit/pragmatic-drag-and-drop @atlaskit/pragmatic-drag-and-drop-auto-scroll \
    @base-ui/react @fontsource-variable/inter @fontsource-variable/noto-sans-sc \
    @fontsource/courier-prime @tanstack/react-query @vitejs/plugin-react idb lean-qr \
    lucide-react node prosemirror-commands prosemirror-keymap prosemirror-model \
    prosemirror-state prosemirror-transform prosemirror-view react react-dom \
    typescript vite wouter y-websocket

FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY bin bin
COPY server server
COPY src/shared src/shared
USER node
VOLUME /data
EXPOSE 4680
# Edits are finished and sockets closed before it ends; compose.yaml gives it the time.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", \
    "fetch(`http://127.0.0.1:${process.env.PORT || 4680}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/ninety.ts"]
CMD ["serve"]
