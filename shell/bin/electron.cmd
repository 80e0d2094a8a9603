@echo off
rem The executable that stands where Electron's would, on Windows: the inspector switches are taken from Playwright's fixed order.
setlocal
if "%ISTHMUS_NODE%"=="" set ISTHMUS_NODE=node
if "%ISTHMUS_SHELL%"=="" set ISTHMUS_SHELL=%~dp0..\..\dist\tools\shell-register.js
if "%~1"=="--inspect=0" goto inspect
"%ISTHMUS_NODE%" "%ISTHMUS_SHELL%" %*
exit /b %ERRORLEVEL%
:inspect
"%ISTHMUS_NODE%" --inspect=0 "%ISTHMUS_SHELL%" %*
