# A silo: grains and their storage. Build from the project's root: docker build -f docker/silo.Dockerfile -t orleanswa/silo .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish silo --configuration Release -p:ActorRuntime=Orleans --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Owned by the user below, so that volumes mounted here can be written without being root.
RUN mkdir /data /keys && chown "$APP_UID" /data /keys && chmod 700 /data /keys
USER $APP_UID
ENV URLS=http://+:8080 \
    Storage__DataDirectory=/data \
    Secrets__KeyFile=/keys/secrets.keys
# Health; silos among each other; API processes.
EXPOSE 8080 11111 30000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["dotnet", "OrleansWa.Silo.dll", "health", "http://localhost:8080"]
ENTRYPOINT ["dotnet", "OrleansWa.Silo.dll"]
