# The web app behind nginx, which hands /api on. Build from the root: docker build --file docker/web.Dockerfile .
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY . .
ENV NX_DAEMON=false NX_ISOLATE_PLUGINS=false
RUN npm ci && npx nx build web

FROM nginxinc/nginx-unprivileged:1.28.0-bookworm
COPY docker/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /app/apps/web/dist/browser /usr/share/nginx/html
USER nginx
EXPOSE 8080
