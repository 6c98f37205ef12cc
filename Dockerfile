# Builds the site, and keeps it beside a server of one file that needs no packages.
FROM node:24-slim AS build
WORKDIR /titlecast
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG NEXT_PUBLIC_BASE_PATH=""
RUN npm run build && npm run build-server

FROM node:24-alpine
WORKDIR /titlecast
COPY --from=build /titlecast/out out
COPY --from=build /titlecast/out-server .
ARG NEXT_PUBLIC_BASE_PATH=""
ENV NEXT_PUBLIC_BASE_PATH=${NEXT_PUBLIC_BASE_PATH}
ENV HOST=0.0.0.0
ENV PORT=8080
EXPOSE 8080
USER node
CMD ["node", "serve.mjs"]
